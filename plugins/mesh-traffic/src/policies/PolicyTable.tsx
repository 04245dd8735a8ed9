import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import { PolicySummary } from 'backstage-plugin-mesh-traffic-common';
import { useFormat } from '../format/useFormat';
import { Translate, useTexts } from '../shared/useTexts';
import styles from './PolicyTable.module.css';

/**
 * One list of policies. A service leads to the Traffic tab of its component. On a narrow screen each row becomes
 * a card (PolicyTable.module.css).
 */
export function PolicyTable({ title, policies }: { title: string; policies: PolicySummary[] }) {
  const t = useTexts();
  const format = useFormat();
  const entityRoute = useRouteRef(entityRouteRef);
  const trafficTab = (entityRef: string) => `${entityRoute(parseEntityRef(entityRef))}/traffic`;
  const columns = ['mesh', 'callers', 'problems', 'edited', 'proposals'] as const;
  return (
    <section aria-label={title} className={styles.section}>
      <Text as="h2" variant="title-x-small" weight="bold">
        {title}
      </Text>
      <table className={styles.table} aria-label={title}>
        <thead className={styles.head}>
          <tr>
            {(['service', ...columns] as const).map(column => (
              <th key={column} scope="col">
                {t(`policies.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {policies.map(policy => {
            const { service, entityRef, diagnostics, drift } = policy;
            const name = `${service.namespace}/${service.service}`;
            const cells: Record<(typeof columns)[number], string> = {
              mesh: service.mesh,
              callers: format.count(policy.callers),
              problems: problemsText(diagnostics, t),
              edited: drift > 0 ? t('policies.files', { count: drift }) : t('policies.noFiles'),
              proposals: format.count(policy.openPullRequests),
            };
            return (
              <tr key={`${service.mesh}/${name}`} className={styles.row}>
                <th scope="row" className={styles.service}>
                  {entityRef ? <Link href={trafficTab(entityRef)}>{name}</Link> : name}
                  {!entityRef && (
                    <Text as="p" variant="body-small" color="secondary">
                      {t('policies.noComponent')}
                    </Text>
                  )}
                </th>
                {columns.map(column => (
                  <td
                    key={column}
                    data-label={t(`policies.${column}`)}
                    data-strong={column === 'problems' && diagnostics.errors > 0}
                  >
                    {cells[column]}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function problemsText({ errors, warnings }: PolicySummary['diagnostics'], t: Translate): string {
  const parts = [
    errors > 0 && t('policies.errors', { count: errors }),
    warnings > 0 && t('policies.warnings', { count: warnings }),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : t('policies.noProblems');
}
