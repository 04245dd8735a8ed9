import { Button, Text, TextField } from '@backstage/ui';
import { TrafficSnapshot } from 'backstage-plugin-mesh-traffic-common';
import { KeyboardEvent, useState } from 'react';
import { useFormat } from '../format/useFormat';
import { useTexts } from '../shared/useTexts';
import styles from './AddCaller.module.css';
import { CallerNameProblem, callerNameProblem } from './model/callerName';

interface AddCallerProps {
  /** Callers that have a row. */
  listed: readonly string[];
  traffic?: TrafficSnapshot;
  trafficFailed: boolean;
  onAdd: (caller: string) => void;
}

const PROBLEMS = {
  empty: 'edit.nameEmpty',
  notALabel: 'edit.nameNotALabel',
  listed: 'edit.nameListed',
} as const satisfies Record<CallerNameProblem, string>;

/** Gives a namespace a row of its own, by name or from those that call right now. */
export function AddCaller({ listed, traffic, trafficFailed, onAdd }: AddCallerProps) {
  const t = useTexts();
  const format = useFormat();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const [unseen, setUnseen] = useState<string>();
  const callers = traffic?.callers ?? [];
  const unlisted = callers.filter(
    ({ namespace }) => callerNameProblem(namespace, [...listed, 'unknown']) === undefined,
  );
  const add = () => {
    const caller = name.trim();
    const found = callerNameProblem(caller, listed);
    setProblem(found && t(PROBLEMS[found], { name: caller }));
    if (found) return;
    const isUnseen = traffic && !callers.some(({ namespace }) => namespace === caller);
    setUnseen(isUnseen ? caller : undefined);
    onAdd(caller);
    setName('');
  };
  const addOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    // Enter here adds the caller; it must not send the form around it.
    event.preventDefault();
    add();
  };
  return (
    <div className={styles.add}>
      <div className={styles.name}>
        <TextField
          label={t('edit.addCaller')}
          description={t('edit.addHelp')}
          value={name}
          onChange={text => {
            setName(text);
            setProblem(undefined);
          }}
          onKeyDown={addOnEnter}
          isInvalid={problem !== undefined}
          autoComplete="off"
        />
        <Button variant="secondary" onPress={add}>
          {t('edit.add')}
        </Button>
      </div>
      <div role="status">
        {problem && <Text weight="bold">{problem}</Text>}
        {unseen && traffic && (
          <Text>
            {t('edit.nameUnseen', {
              name: unseen,
              window: format.duration(traffic.windowSeconds),
            })}
          </Text>
        )}
      </div>
      {unlisted.length > 0 && (
        <div className={styles.seen}>
          <Text variant="body-small">{t('edit.seen')}</Text>
          {unlisted.map(({ namespace, requestsPerMinute }) => (
            <Button
              key={namespace}
              size="small"
              variant="secondary"
              onPress={() => onAdd(namespace)}
            >
              {t('edit.addSeen', {
                name: namespace,
                rate: format.perMinute(requestsPerMinute) ?? t('unit.missing'),
              })}
            </Button>
          ))}
        </div>
      )}
      {trafficFailed && (
        <Text variant="body-small" color="secondary">
          {t('edit.noSuggestions')}
        </Text>
      )}
    </div>
  );
}
