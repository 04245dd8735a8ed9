import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { MergedChange } from 'backstage-plugin-mesh-traffic-common';
import { useFormat } from '../format/useFormat';
import { ExternalLink } from '../shared/ExternalLink';
import { personName } from '../shared/personName';
import { useNow } from '../shared/useNow';
import { useTexts } from '../shared/useTexts';
import styles from './ChangeList.module.css';

const SHOWN = 5;

/** The last merged changes of this policy, newest first: what changed, when something looks wrong. */
export function History({ history }: { history: readonly MergedChange[] }) {
  const t = useTexts();
  const format = useFormat();
  const now = useNow();
  return (
    <Card>
      <CardHeader>
        <Text as="h3" weight="bold">
          {t('history.title')}
        </Text>
      </CardHeader>
      <CardBody>
        {history.length === 0 && <Text color="secondary">{t('history.none')}</Text>}
        <ul className={styles.list}>
          {history.slice(0, SHOWN).map(change => {
            const who = personName(change.author);
            const ago = format.ago(change.mergedAt, now);
            return (
              <li key={change.commit} className={styles.item}>
                <ExternalLink href={change.url}>
                  {change.pullRequest !== undefined && `#${change.pullRequest} `}
                  {change.title}
                </ExternalLink>
                <Text variant="body-small" color="secondary" title={format.moment(change.mergedAt)}>
                  {who ? t('history.byAgo', { who, ago }) : t('history.ago', { ago })}
                </Text>
              </li>
            );
          })}
        </ul>
      </CardBody>
    </Card>
  );
}
