import { ButtonLink, Text } from '@backstage/ui';
import {
  PolicyDetails,
  ServiceMapping,
  TrafficSnapshot,
} from 'backstage-plugin-mesh-traffic-common';
import { useFormat } from '../format/useFormat';
import { ExternalLink } from '../shared/ExternalLink';
import { useTexts } from '../shared/useTexts';
import styles from './TrafficHeader.module.css';

interface TrafficHeaderProps {
  name: string;
  mapping?: ServiceMapping;
  snapshot?: TrafficSnapshot;
  policy?: PolicyDetails;
  changeLink?: string;
}

/** Which service this is and why, where its numbers come from and how old they are. */
export function TrafficHeader(props: TrafficHeaderProps) {
  const { name, mapping, snapshot, policy, changeLink } = props;
  const t = useTexts();
  const format = useFormat();
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <Text as="h2" variant="title-x-small" weight="bold">
          {name}
        </Text>
        {mapping && (
          <Text as="p" variant="body-small" color="secondary">
            {t('tab.mappedBy', {
              namespace: mapping.namespace,
              service: mapping.service,
              annotations: mapping.mappedBy.join(', '),
            })}
            {' · '}
            {t('tab.mesh', { mesh: mapping.mesh })}
            {policy?.text !== undefined && (
              <>
                {' · '}
                <ExternalLink href={policyFileUrl(policy)}>{t('tab.policyFile')}</ExternalLink>
              </>
            )}
          </Text>
        )}
        <Text as="p" variant="body-small" color="secondary">
          {snapshot
            ? t('tab.source', {
                source: snapshot.source,
                window: format.duration(snapshot.windowSeconds),
                time: format.clock(snapshot.takenAt),
              })
            : t('tab.sourceUnknown')}
        </Text>
      </div>
      {changeLink && (
        <ButtonLink href={changeLink} variant="primary" size="medium">
          {t('tab.change')}
        </ButtonLink>
      )}
    </header>
  );
}

/** GitHub's address of a file on a branch. */
function policyFileUrl({ repository }: PolicyDetails): string {
  const path = [...repository.branch.split('/'), ...repository.path.split('/')]
    .map(encodeURIComponent)
    .join('/');
  return `${repository.url.replace(/\/$/, '')}/blob/${path}/routing-policy.yaml`;
}
