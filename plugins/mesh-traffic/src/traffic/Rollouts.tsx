import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { RolloutTraffic } from 'backstage-plugin-mesh-traffic-common';
import { useFormat } from '../format/useFormat';
import { useTexts } from '../shared/useTexts';
import styles from './ChangeList.module.css';

/** What Flagger is doing with the service: one line for each workload that it rolls out. */
export function Rollouts({ rollouts }: { rollouts: readonly RolloutTraffic[] }) {
  const t = useTexts();
  const format = useFormat();
  if (rollouts.length === 0) return null;
  const words = {
    progressing: t('rollouts.progressing'),
    failed: t('rollouts.failed'),
    idle: t('rollouts.idle'),
    unknown: t('rollouts.unknown'),
  };
  return (
    <Card>
      <CardHeader>
        <Text as="h3" weight="bold">
          {t('rollouts.title')}
        </Text>
      </CardHeader>
      <CardBody>
        <ul className={styles.list}>
          {rollouts.map(({ target, phase, canaryWeight }) => (
            <li key={target} className={styles.item}>
              <Text weight="bold">{target}</Text>
              <Text>{words[phase ?? 'unknown']}</Text>
              {canaryWeight !== undefined && (
                <Text variant="body-small" color="secondary">
                  {t('rollouts.weight', { share: format.share(canaryWeight / 100) ?? '' })}
                </Text>
              )}
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
