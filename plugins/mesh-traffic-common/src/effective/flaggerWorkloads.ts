import { Manifest } from '../kubernetes/manifest';
import { CanaryView, record } from './CanaryView';
import { FlaggerPhase, FlaggerState } from './FlaggerState';
import { SelectorLabel } from './selectorLabel';

/** Phases in which the target's own pods run. */
const RUNNING: readonly FlaggerPhase[] = [
  'Progressing',
  'Waiting',
  'WaitingPromotion',
  'Promoting',
  'Finalising',
];

/** A DaemonSet has no replicas to take away: Flagger sends its pods to nodes that are not there. */
export const SCALED_TO_ZERO = 'flagger.app/scale-to-zero';

/** Phases in which the primary already runs what the target holds. */
const PROMOTED: readonly FlaggerPhase[] = ['Promoting', 'Finalising', 'Succeeded'];

/**
 * The target and its primary. The primary is a copy whose selector label has `-primary` behind its value; all
 * other labels of its pods stay. Between releases the target has no pods.
 * Source: flagger pkg/canary/{deployment,daemonset}_controller.go (1.44)
 *
 * @param promoted - the target as it was promoted last; during a release the primary still runs that
 */
export function flaggerWorkloads(
  view: CanaryView,
  state: FlaggerState,
  label: SelectorLabel,
  workload: Manifest,
  promoted: Manifest,
): Manifest[] {
  const source = PROMOTED.includes(state.phase) ? workload : promoted;
  const scales = workload.kind === 'Deployment';
  const target = RUNNING.includes(state.phase) ? running(workload) : withoutPods(workload);
  const template = record(source.spec?.template);
  const primaryValue = `${label.value}-primary`;
  const primary: Manifest = {
    apiVersion: source.apiVersion,
    kind: source.kind,
    metadata: {
      name: `${view.target}-primary`,
      namespace: view.namespace,
      labels: { ...source.metadata.labels, [label.key]: primaryValue },
    },
    spec: {
      ...source.spec,
      ...(scales && { replicas: Number(source.spec?.replicas ?? 1) || 1 }),
      selector: {
        matchLabels: {
          ...record(record(source.spec?.selector).matchLabels),
          [label.key]: primaryValue,
        },
      },
      template: {
        ...template,
        metadata: {
          ...record(template.metadata),
          labels: { ...record(record(template.metadata).labels), [label.key]: primaryValue },
        },
      },
    },
  };
  return [target, primary];
}

function running(workload: Manifest): Manifest {
  if (workload.kind !== 'Deployment') return workload;
  return {
    ...workload,
    spec: { ...workload.spec, replicas: Number(workload.spec?.replicas ?? 1) || 1 },
  };
}

function withoutPods(workload: Manifest): Manifest {
  if (workload.kind === 'Deployment') {
    return { ...workload, spec: { ...workload.spec, replicas: 0 } };
  }
  const template = record(workload.spec?.template);
  const podSpec = record(template.spec);
  const nodeSelector = { ...record(podSpec.nodeSelector), [SCALED_TO_ZERO]: 'true' };
  return {
    ...workload,
    spec: { ...workload.spec, template: { ...template, spec: { ...podSpec, nodeSelector } } },
  };
}
