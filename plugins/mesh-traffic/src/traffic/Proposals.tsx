import { Badge, Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { PullRequestRef } from 'backstage-plugin-mesh-traffic-common';
import { useFormat } from '../format/useFormat';
import { ExternalLink } from '../shared/ExternalLink';
import { personName } from '../shared/personName';
import { useNow } from '../shared/useNow';
import { useTexts } from '../shared/useTexts';
import styles from './ChangeList.module.css';

/** Open pull requests of this policy: what is about to change, who asked for it and when. */
export function Proposals({ proposals }: { proposals: readonly PullRequestRef[] }) {
  const t = useTexts();
  const format = useFormat();
  const now = useNow();
  if (proposals.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <Text as="h3" weight="bold">
          {t('proposals.title')}
        </Text>
      </CardHeader>
      <CardBody>
        <ul className={styles.list}>
          {proposals.map(proposal => (
            <li key={proposal.number} className={styles.item}>
              <ExternalLink href={proposal.url}>
                #{proposal.number} {proposal.title}
              </ExternalLink>
              {proposal.draft && <Badge>{t('proposals.draft')}</Badge>}
              <Text variant="body-small" color="secondary">
                {t('proposals.byAgo', {
                  who: personName(proposal.requestedBy) ?? t('proposals.someone'),
                  ago: format.ago(proposal.createdAt, now),
                })}
              </Text>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
