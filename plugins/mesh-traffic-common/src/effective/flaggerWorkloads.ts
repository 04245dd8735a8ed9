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
/** Phases in which the primary already runs what the target holds. */
const PROMOTED: readonly FlaggerPhase[] = ['Promoting', 'Finalising', 'Succeeded'];

/**
 * The target and its primary. The primary is a copy whose selector label has `-primary` behind its value; all
 * other labels of its pods stay. Between releases the target has no pods.
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
  const replicas = Number(workload.spec?.replicas ?? 1) || 1;
  const source = PROMOTED.includes(state.phase) ? workload : promoted;
  const scales = workload.kind === 'Deployment';
  const target: Manifest = {
    ...workload,
    spec: {
      ...workload.spec,
      ...(scales && { replicas: RUNNING.includes(state.phase) ? replicas : 0 }),
    },
  };
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
