import { SearchField, Skeleton, Text } from '@backstage/ui';
import { PolicyListResponse } from 'backstage-plugin-mesh-traffic-common';
import { useState } from 'react';
import { Loadable } from '../api/Loadable';
import { isOwnProblem, problemOf } from '../api/Problem';
import { Denied } from '../shared/Denied';
import { Message } from '../shared/Message';
import { OwnProblem } from '../shared/OwnProblem';
import { Hidden } from '../shared/Hidden';
import { useTexts } from '../shared/useTexts';
import styles from './PoliciesView.module.css';
import { PolicyTable } from './PolicyTable';
import { matches, needsAttention } from './attention';

/** The list with its states: loading, empty, not allowed, not readable, and meshes that are missing. */
export function PoliciesView({ policies }: { policies: Loadable<PolicyListResponse> }) {
  const t = useTexts();
  const [searchText, setSearchText] = useState('');
  const { data, error } = policies;
  const problem = error ? problemOf(error) : undefined;

  if (policies.isPending) {
    return (
      <div className={styles.page} role="status" aria-busy="true">
        <Hidden>{t('policies.loading')}</Hidden>
        <Skeleton width="40%" height={32} />
        <Skeleton width="100%" height={160} />
      </div>
    );
  }
  if (problem?.kind === 'denied') return <Denied title={t('policies.deniedTitle')} owners={[]} />;
  const down = isOwnProblem(problem) ? (
    <OwnProblem kind={problem.kind} lead={t('policies.downTitle')} />
  ) : (
    problem && (
      <Message status="warning" title={t('policies.downTitle')}>
        {problem.message}
      </Message>
    )
  );
  if (!data) return down ?? null;

  const found = data.policies.filter(policy => matches(policy, searchText));
  const attention = found.filter(needsAttention);
  return (
    <div className={styles.page}>
      {down}
      <Text as="p" color="secondary">
        {t('policies.intro')}
      </Text>
      {data.failures.map(({ mesh, reason, isPartial }) => (
        <Message
          key={mesh}
          status="warning"
          title={t(isPartial ? 'policies.partial' : 'policies.failure', { mesh })}
        >
          {reason}
        </Message>
      ))}
      {data.policies.length === 0 && data.failures.length === 0 && (
        <Message status="info" title={t('policies.emptyTitle')}>
          {t('policies.empty')}
        </Message>
      )}
      {data.policies.length > 0 && (
        <SearchField
          className={styles.search}
          label={t('policies.search')}
          placeholder={t('policies.searchExample')}
          value={searchText}
          onChange={setSearchText}
        />
      )}
      {data.policies.length > 0 && found.length === 0 && (
        <Text as="p" role="status">
          {t('policies.noMatch', { text: searchText })}
        </Text>
      )}
      {attention.length > 0 && <PolicyTable title={t('policies.attention')} policies={attention} />}
      {found.length > 0 && <PolicyTable title={t('policies.all')} policies={found} />}
    </div>
  );
}
