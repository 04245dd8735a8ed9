import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { PolicyBase, RoutingPolicy } from 'backstage-plugin-mesh-traffic-common';
import { meshTrafficApiRef } from '../api/meshTrafficApiRef';
import { queries } from '../api/queries';
import { useTexts } from '../shared/useTexts';
import { AddCaller } from './AddCaller';
import styles from './RouteEditor.module.css';
import { RouteRowEditor } from './RouteRowEditor';
import { PolicyEditValue } from './model/PolicyEditValue';
import { versionsOf } from './model/routeRows';
import { LivePreview } from './preview/LivePreview';
import { useRouteRows } from './useRouteRows';

interface RouteEditorProps {
  entityRef: string;
  policy: RoutingPolicy;
  base: PolicyBase;
  onReload: () => void;
  value: PolicyEditValue;
  onChange: (value: PolicyEditValue) => void;
}

/** Versions per caller: rows of percentages and, below, what they will do. */
export function RouteEditor(props: RouteEditorProps) {
  const { entityRef, policy, base, onReload, value, onChange } = props;
  const t = useTexts();
  const api = useApi(meshTrafficApiRef);
  const traffic = useQuery(queries.traffic(api, entityRef));
  const { rows, complete, setRow, addRow, dropRow, setChanges } = useRouteRows({
    policy,
    base,
    value,
    onChange,
  });
  const versions = versionsOf(policy, rows);
  const declared = Object.keys(policy.spec.versions);
  const seen = traffic.data?.snapshot;
  return (
    <>
      <section className={styles.editor} aria-label={t('edit.callers')}>
        <div>
          <Text as="h3" variant="title-x-small" weight="bold">
            {t('edit.callers')}
          </Text>
          <Text as="p" variant="body-small" color="secondary">
            {t('edit.callersHelp')}
          </Text>
        </div>
        {rows.map(row => (
          <RouteRowEditor
            key={row.caller}
            row={row}
            versions={versions}
            declared={declared}
            requestsPerMinute={
              seen?.callers.find(caller => caller.namespace === row.caller)?.requestsPerMinute
            }
            onChange={setRow}
            onDrop={() => dropRow(row.caller)}
          />
        ))}
        <AddCaller
          listed={rows.map(row => row.caller)}
          traffic={seen}
          trafficFailed={traffic.error !== null && !traffic.data}
          onAdd={addRow}
        />
      </section>
      <LivePreview
        value={{ ...value, entityRef, base: value.base ?? base }}
        complete={complete}
        versions={versions}
        onChange={onChange}
        onReload={onReload}
        onRoutes={setChanges}
      />
    </>
  );
}
