import { serviceHost } from '../simulate/hosts';
import { field, items } from '../simulate/workloads';
import type { LintObject } from './LintObject';

/** The fields of a Flagger Canary that rules look at (fluxcd/flagger pkg/apis/flagger/v1beta1/canary.go). */
export interface CanaryView {
  on: LintObject;
  namespace: string;
  /** Name of the workload that is rolled out. */
  target: string;
  targetKind: string;
  /** Name of the Service that Flagger makes: `service.name`, else the target's name. */
  apex: string;
  apexHost: string;
  delegation: boolean;
  service: unknown;
  analysis: unknown;
  /** A/B when it has a match and iterations. */
  isAbTest: boolean;
  metrics: unknown[];
  webhooks: unknown[];
}

export function readCanary(on: LintObject): CanaryView {
  const spec = on.manifest.spec ?? {};
  const target = field(spec, 'targetRef');
  const service = field(spec, 'service');
  const analysis = field(spec, 'analysis') ?? field(spec, 'canaryAnalysis');
  const targetName = text(field(target, 'name')) ?? '';
  const apex = text(field(service, 'name')) ?? targetName;
  return {
    on,
    namespace: on.namespace,
    target: targetName,
    targetKind: text(field(target, 'kind')) ?? 'Deployment',
    apex,
    apexHost: serviceHost(apex, on.namespace),
    delegation: field(service, 'delegation') === true,
    service,
    analysis,
    isAbTest:
      items(field(analysis, 'match')).length > 0 && Number(field(analysis, 'iterations')) > 0,
    metrics: items(field(analysis, 'metrics')),
    webhooks: items(field(analysis, 'webhooks')),
  };
}

/** The value when it is text. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
