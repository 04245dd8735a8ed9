import { Checkbox, Text } from '@backstage/ui';
import { Drift } from 'backstage-plugin-mesh-traffic-common';
import { DiffText } from '../../shared/DiffText';
import { Message } from '../../shared/Message';
import { useTexts } from '../../shared/useTexts';
import styles from './DriftAck.module.css';

interface DriftAckProps {
  drift: readonly Drift[];
  /** Blobs that the person agreed to overwrite. */
  acknowledged: readonly string[];
  onChange: (blobs: string[]) => void;
}

/** Files edited by hand: they are overwritten only when a person has seen the edit and agrees. */
export function DriftAck({ drift, acknowledged, onChange }: DriftAckProps) {
  const t = useTexts();
  const edited = drift.filter(({ status }) => status === 'edited');
  if (edited.length === 0) return null;
  const toggle = (blob: string, agreed: boolean) =>
    onChange([...acknowledged.filter(other => other !== blob), ...(agreed ? [blob] : [])]);
  return (
    <div className={styles.drift}>
      <Message status="warning" title={t('preview.driftTitle')}>
        {t('preview.driftHelp')}
      </Message>
      {edited.map(({ path, diff, blob }) => (
        <div key={path} className={styles.file}>
          {blob === undefined ? (
            <Text>{path}</Text>
          ) : (
            <Checkbox
              isSelected={acknowledged.includes(blob)}
              onChange={agreed => toggle(blob, agreed)}
            >
              {t('preview.driftAck', { path })}
            </Checkbox>
          )}
          {diff && <DiffText diff={diff} path={path} />}
        </div>
      ))}
    </div>
  );
}
