import { isRecord } from '../policy/path';
import { parseDuration } from '../kubernetes/duration';
import { Manifest } from '../kubernetes/manifest';

type Fields = Record<string, unknown>;

/** The fields of a Canary that the objects of Flagger follow from, with Flagger's defaults. */
export interface CanaryView {
  namespace: string;
  /** Name of the Service that callers use; also prefix of `-primary` and `-canary`. */
  apex: string;
  /** Name of the workload that is rolled out. */
  target: string;
  targetKind: string;
  service: Fields;
  skipAnalysis: boolean;
  threshold: number;
  /** Absent: an A/B test or blue-green release. */
  steps?: { next(weight: number): number | undefined };
  iterations: number;
  stepWeightPromotion: number;
  mirror?: { percent: number };
  /** Conditions of an A/B test. */
  match: Fields[];
  sessionAffinity?: {
    cookieName: string;
    maxAge: number;
    /** With it callers of the old version keep that until the next step, of so many seconds. */
    primary?: { cookieName: string; maxAge: number };
  };
}

/** Reads a Canary. Source: flagger pkg/apis/flagger/v1beta1/canary.go (1.44) */
export function canaryView({ metadata, ...manifest }: Manifest): CanaryView {
  const spec = record(manifest.spec);
  const targetRef = record(spec.targetRef);
  const service = record(spec.service);
  const analysis = record(spec.analysis);
  const target = String(targetRef.name ?? metadata.name);
  const affinity = record(analysis.sessionAffinity);
  return {
    namespace: metadata.namespace ?? 'default',
    apex: typeof service.name === 'string' ? service.name : target,
    target,
    targetKind: String(targetRef.kind ?? 'Deployment'),
    service,
    skipAnalysis: spec.skipAnalysis === true,
    threshold: number(analysis.threshold, 1),
    ...(number(analysis.iterations, 0) === 0 && { steps: stepsOf(analysis) }),
    iterations: number(analysis.iterations, 0),
    stepWeightPromotion: number(analysis.stepWeightPromotion, 0),
    ...(analysis.mirror === true && { mirror: { percent: number(analysis.mirrorWeight, 100) } }),
    match: records(analysis.match),
    ...(typeof affinity.cookieName === 'string' && {
      sessionAffinity: {
        cookieName: affinity.cookieName,
        maxAge: number(affinity.maxAge, 86400),
        ...(typeof affinity.primaryCookieName === 'string' &&
          affinity.primaryCookieName !== '' && {
            primary: {
              cookieName: affinity.primaryCookieName,
              maxAge: Math.floor((parseDuration(String(analysis.interval)) ?? 0) / 1000),
            },
          }),
      },
    }),
  };
}

/** The weight after this one; undefined when it is the last. */
function stepsOf(analysis: Fields): CanaryView['steps'] {
  if (Array.isArray(analysis.stepWeights)) {
    const weights = analysis.stepWeights.map(Number);
    return { next: weight => weights.find(candidate => candidate > weight) };
  }
  const step = number(analysis.stepWeight, 100);
  const most = number(analysis.maxWeight, 100);
  return { next: weight => (weight >= most ? undefined : Math.min(weight + step, 100)) };
}

/** The value as a mapping; an empty one when it is something else. */
export function record(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

/** The mappings of a list; none when it is something else. */
export function records(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function number(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}
