import { TrafficSnapshot } from 'backstage-plugin-mesh-traffic-common';
import { Message } from '../shared/Message';
import { useTexts } from '../shared/useTexts';
import styles from './ChangeList.module.css';

/** What could not be measured or was left off, and why. */
export function Gaps({ snapshot }: { snapshot: TrafficSnapshot }) {
  const t = useTexts();
  const lines: string[] = snapshot.gaps.map(gap =>
    t('state.gap', { what: t(`gap.${gap.what}`), reason: gap.reason }),
  );
  if (snapshot.truncated > 0) lines.push(t('state.truncated', { count: snapshot.truncated }));
  if (lines.length === 0) return null;
  return (
    <Message status="info" title={t('state.gapsTitle')}>
      <ul className={styles.list}>
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Message>
  );
}
