import { PolicyDetails, TrafficResponse } from 'backstage-plugin-mesh-traffic-common';
import { Loadable } from '../api/Loadable';
import { problemOf } from '../api/Problem';
import { hasVersions } from '../shared/hasVersions';
import { CallersTable } from './CallersTable';
import { Charts } from './Charts';
import { Gaps } from './Gaps';
import { History } from './History';
import { LoadingTraffic } from './LoadingTraffic';
import { NotMapped } from './NotMapped';
import { PolicyState } from './PolicyState';
import { Proposals } from './Proposals';
import { Rollouts } from './Rollouts';
import { Totals } from './Totals';
import { TrafficHeader } from './TrafficHeader';
import { TrafficState } from './TrafficState';
import { callerRows, versionOrder } from './callerRows';

interface TrafficViewProps {
  name: string;
  namespace: string;
  owners: string[];
  traffic: Loadable<TrafficResponse>;
  policy: Loadable<PolicyDetails>;
  /** Where versions are changed; absent where the app has no template page. */
  changeLink?: string;
}

/** Everything on the tab, from two answers either of which may be missing. */
export function TrafficView(props: TrafficViewProps) {
  const { name, namespace, owners, traffic, policy, changeLink } = props;
  if (traffic.isPending && policy.isPending) return <LoadingTraffic name={name} />;
  const unknown = traffic.error && !traffic.data && problemOf(traffic.error);
  if (unknown && unknown.kind === 'notFound') {
    return <NotMapped name={name} reason={unknown.message} />;
  }
  const rows = callerRows(traffic.data, policy.data);
  const versions = versionOrder(traffic.data, policy.data);
  const lastMerge = policy.data?.history[0]?.mergedAt;
  return (
    <>
      <TrafficHeader
        name={name}
        mapping={traffic.data?.service ?? policy.data?.service}
        snapshot={traffic.data?.snapshot}
        changeLink={hasVersions(policy.data?.policy) ? changeLink : undefined}
        policy={policy.data}
      />
      <TrafficState name={name} owners={owners} traffic={traffic} />
      <PolicyState name={name} namespace={namespace} owners={owners} policy={policy} />
      <Proposals proposals={policy.data?.proposals ?? []} />
      {traffic.data && <Totals totals={traffic.data.snapshot.totals} rows={rows} />}
      <CallersTable
        name={name}
        rows={rows}
        versions={versions}
        others={policy.data?.policy?.spec.otherCallers.route}
        lastMerge={lastMerge}
        loading={traffic.isPending}
        complete={traffic.data !== undefined && policy.data !== undefined}
      />
      {traffic.data && (
        <>
          <Rollouts rollouts={traffic.data.snapshot.rollouts} />
          <Gaps snapshot={traffic.data.snapshot} />
          <Charts panels={traffic.data.snapshot.panels} versions={versions} details={policy.data} />
        </>
      )}
      {policy.data && <History history={policy.data.history} />}
    </>
  );
}
