import { Manifest, parseDuration } from 'backstage-plugin-mesh-traffic-common';
import { AnalysisCheck, analysisChecks } from './analysisChecks';

/** How a Canary is released, with Flagger's defaults. */
export interface CanaryRelease {
  /** `namespace/name` of the Canary. */
  id: string;
  manifest: Manifest;
  namespace: string;
  /** Name of the Canary. */
  name: string;
  /** Name of the target workload: what Flagger's metrics call `name`. */
  target: string;
  targetKind: string;
  /** Name of the service that clients call. */
  apex: string;
  intervalSeconds: number;
  /** What each round measures. */
  checks: AnalysisCheck[];
}

type Fields = Record<string, unknown>;

const MIN_INTERVAL_MS = 10_000;
const DEFAULT_INTERVAL_MS = 60_000;

/** Reads a Canary; undefined for any other object. Source: flagger pkg/apis/flagger/v1beta1/canary.go */
export function readCanary(manifest: Manifest): CanaryRelease | undefined {
  if (manifest.kind !== 'Canary' || !manifest.apiVersion.startsWith('flagger.app/'))
    return undefined;
  const { name, namespace = 'default' } = manifest.metadata;
  const targetRef = fields(manifest.spec?.targetRef);
  const analysis = fields(manifest.spec?.analysis);
  const target = text(targetRef.name) ?? name;
  const intervalMs = parseDuration(text(analysis.interval) ?? '') ?? DEFAULT_INTERVAL_MS;
  return {
    id: `${namespace}/${name}`,
    manifest,
    namespace,
    name,
    target,
    targetKind: text(targetRef.kind) ?? 'Deployment',
    apex: text(fields(manifest.spec?.service).name) ?? target,
    intervalSeconds: Math.max(intervalMs, MIN_INTERVAL_MS) / 1000,
    checks: analysisChecks(analysis.metrics, namespace),
  };
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
