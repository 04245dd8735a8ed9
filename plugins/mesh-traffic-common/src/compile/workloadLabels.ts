import { Context } from './Context';

/** Labels that bind an object to the service's pods, in order of their keys. */
export function workloadLabels({ policy }: Context): Record<string, string> {
  const labels = policy.spec.service.workload?.labels ?? {};
  return Object.fromEntries(
    Object.keys(labels)
      .sort()
      .map(key => [key, labels[key]]),
  );
}
