import { Manifest } from '../kubernetes/manifest';
import { SELECTOR_LABELS } from '../policy/checks/rings';
import { record } from './CanaryView';

/** The label that Flagger tells primary from canary pods by, and its value on the target's pods. */
export interface SelectorLabel {
  key: string;
  value: string;
}

/**
 * The first of app, name and app.kubernetes.io/name in the target's selector. Without the target at hand it is
 * taken to be `app` with the target's name; with a target that has none Flagger never starts (undefined).
 * Source: flagger pkg/canary/deployment_controller.go, getSelectorLabel (1.44)
 */
export function selectorLabel(
  workload: Manifest | undefined,
  target: string,
): SelectorLabel | undefined {
  if (!workload) return { key: SELECTOR_LABELS[0], value: target };
  const labels = record(record(workload.spec?.selector).matchLabels);
  const key = SELECTOR_LABELS.find(candidate => typeof labels[candidate] === 'string');
  return key === undefined ? undefined : { key, value: String(labels[key]) };
}
