import { Button, Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { PolicyConflict } from 'backstage-plugin-mesh-traffic-common';
import { useState } from 'react';
import { useFormat } from '../../format/useFormat';
import { Message } from '../../shared/Message';
import { partsText } from '../../shared/splitText';
import { useTexts } from '../../shared/useTexts';
import { conflictCaller } from '../model/conflictCaller';
import { OTHER_CALLERS, weightsIn } from '../model/routePatch';
import styles from './Conflicts.module.css';

interface ConflictsProps {
  conflicts: readonly PolicyConflict[];
  versions: readonly string[];
  /** Called when every row is decided, with the callers for which the repository keeps its word. */
  onDecide: (useTheirs: string[]) => void;
}

type Decision = 'mine' | 'theirs';

/** Rows that somebody else changed since this form was opened: what was, what is, what is wanted. */
export function Conflicts({ conflicts, versions, onDecide }: ConflictsProps) {
  const t = useTexts();
  const format = useFormat();
  const [decisions, setDecisions] = useState<Record<string, Decision>>({});
  const say = (value: unknown) => {
    const weights = weightsIn(value);
    return (weights && partsText(weights, versions, t, format)) || t('preview.conflictNothing');
  };
  const decided = conflicts.every(({ path }) => decisions[path] !== undefined);
  const apply = () =>
    onDecide(
      conflicts
        .filter(({ path }) => decisions[path] === 'theirs')
        .flatMap(conflict => conflictCaller(conflict) ?? []),
    );
  return (
    <>
      <Message status="warning" title={t('preview.conflictTitle')}>
        {t('preview.conflictHelp')}
      </Message>
      {conflicts.map(conflict => {
        const caller = conflictCaller(conflict) ?? conflict.path;
        const name = caller === OTHER_CALLERS ? t('caller.others') : caller;
        const decide = (decision: Decision) =>
          setDecisions({ ...decisions, [conflict.path]: decision });
        const decision = decisions[conflict.path];
        return (
          <div key={conflict.path} className={styles.conflict} role="group" aria-label={name}>
            <Text as="h4" weight="bold">
              {name}
            </Text>
            <Text as="p">{t('preview.conflictBase', { value: say(conflict.base) })}</Text>
            <Text as="p">{t('preview.conflictTheirs', { value: say(conflict.theirs) })}</Text>
            <Text as="p">{t('preview.conflictMine', { value: say(conflict.mine) })}</Text>
            <ToggleButtonGroup selectionMode="single" selectedKeys={decision ? [decision] : []}>
              <ToggleButton id="mine" onPress={() => decide('mine')}>
                {t('preview.keepMine')}
              </ToggleButton>
              <ToggleButton id="theirs" onPress={() => decide('theirs')}>
                {t('preview.useTheirs')}
              </ToggleButton>
            </ToggleButtonGroup>
          </div>
        );
      })}
      <Button variant="primary" isDisabled={!decided} className={styles.apply} onPress={apply}>
        {t('preview.applyDecisions')}
      </Button>
    </>
  );
}
