import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Cell, CellText, ColumnConfig, Table, Text } from '@backstage/ui';
import { PolicySummary } from 'backstage-plugin-mesh-traffic-common';
import { useFormat } from '../format/useFormat';
import { Translate, useTexts } from '../shared/useTexts';

type Item = PolicySummary & { id: string };

/** One list of policies. A service leads to the Traffic tab of its component. */
export function PolicyTable({ title, policies }: { title: string; policies: PolicySummary[] }) {
  const t = useTexts();
  const format = useFormat();
  const entityRoute = useRouteRef(entityRouteRef);
  const trafficTab = (entityRef: string) => `${entityRoute(parseEntityRef(entityRef))}/traffic`;
  const data = policies.map(policy => ({ ...policy, id: idOf(policy) }));
  const columns: ColumnConfig<Item>[] = [
    {
      id: 'service',
      label: t('policies.service'),
      isRowHeader: true,
      defaultWidth: '3fr',
      minWidth: 220,
      cell: ({ service, entityRef }) => (
        <CellText
          title={`${service.namespace}/${service.service}`}
          description={entityRef ? undefined : t('policies.noComponent')}
          href={entityRef && trafficTab(entityRef)}
        />
      ),
    },
    {
      id: 'mesh',
      minWidth: 110,
      label: t('policies.mesh'),
      cell: ({ service }) => <CellText title={service.mesh} />,
    },
    {
      id: 'callers',
      minWidth: 110,
      label: t('policies.callers'),
      cell: ({ callers }) => <CellText title={format.count(callers)} />,
    },
    {
      id: 'problems',
      label: t('policies.problems'),
      defaultWidth: '1.5fr',
      minWidth: 130,
      cell: ({ diagnostics }) => (
        <Cell>
          <Text weight={diagnostics.errors > 0 ? 'bold' : 'regular'}>
            {problemsText(diagnostics, t)}
          </Text>
        </Cell>
      ),
    },
    {
      id: 'edited',
      minWidth: 110,
      label: t('policies.edited'),
      cell: ({ drift }) => (
        <CellText
          title={drift > 0 ? t('policies.files', { count: drift }) : t('policies.noFiles')}
        />
      ),
    },
    {
      id: 'proposals',
      minWidth: 110,
      label: t('policies.proposals'),
      cell: ({ openPullRequests }) => <CellText title={format.count(openPullRequests)} />,
    },
  ];
  return (
    <section aria-label={title}>
      <Text as="h2" variant="title-x-small" weight="bold">
        {title}
      </Text>
      <Table columnConfig={columns} data={data} pagination={{ type: 'none' }} />
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

function idOf({ service }: PolicySummary): string {
  return `${service.mesh}/${service.namespace}/${service.service}`;
}
