import { Manifest } from '../../kubernetes/manifest';
import { wholeDuration } from '../../kubernetes/wholeDuration';
import { Ring } from '../../policy/fields/ring';
import { headerMatches } from '../callMatchOf';
import { Context } from '../Context';
import { manifestOf } from '../manifestOf';
import { analysisMetrics } from './analysisMetrics';
import { analysisWebhooks } from './analysisWebhooks';
import { paceOf } from './paceOf';
import { callersOfRing } from './ringUse';

/**
 * A Canary per ring, called like its workload, so that no two can have one target. It delegates: Flagger writes
 * a VirtualService without hosts, and ours says whose calls it is for.
 * Source: flagger pkg/router/istio.go (1.44)
 */
export function canaries(context: Context): Manifest[] {
  const { policy, namespace } = context;
  const rings = policy.spec.rollout?.rings ?? {};
  return Object.keys(rings)
    .filter(name => !rings[name].prepare)
    .sort()
    .map(name => {
      const ring = rings[name];
      const { workload } = ring;
      return manifestOf(
        {
          apiVersion: 'flagger.app/v1beta1',
          kind: 'Canary',
          name: workload.name,
          namespace,
          policy: context.owner,
          wave: '0',
        },
        {
          spec: {
            provider: 'istio',
            targetRef: { apiVersion: 'apps/v1', kind: workload.kind, name: workload.name },
            ...(workload.autoscaler !== undefined && {
              autoscalerRef: {
                apiVersion: 'autoscaling/v2',
                kind: 'HorizontalPodAutoscaler',
                name: workload.autoscaler,
              },
            }),
            progressDeadlineSeconds: ring.progressDeadlineSeconds,
            service: canaryService(context, name, ring),
            analysis: analysis(context, name, ring),
          },
        },
      );
    });
}

function canaryService(context: Context, name: string, ring: Ring): Record<string, unknown> {
  const { ports } = context.policy.spec.service;
  const main = ports.find(port => port.protocol !== 'tcp') ?? ports[0];
  const matched = ring.abTest || ring.sessionAffinity;
  return {
    port: main.number,
    ...(main.targetPort !== undefined && { targetPort: main.targetPort }),
    portName: main.name,
    appProtocol: main.protocol,
    ...(ports.length > 1 && { portDiscovery: true }),
    delegation: true,
    ...(matched && {
      match: (callersOfRing(context, name) ?? []).map(sourceNamespace => ({ sourceNamespace })),
    }),
  };
}

function analysis(context: Context, name: string, ring: Ring): Record<string, unknown> {
  const { pace, thresholds, abTest, mirroring, sessionAffinity } = ring;
  const webhooks = analysisWebhooks(context, ring);
  return {
    interval: wholeDuration(pace.interval),
    threshold: thresholds.failedChecks,
    ...paceOf(ring),
    ...(mirroring && { mirror: true, mirrorWeight: mirroring.percent }),
    ...(abTest && { match: abTest.match.map(conditionOf) }),
    ...(sessionAffinity && {
      sessionAffinity: {
        cookieName: sessionAffinity.cookieName,
        maxAge: sessionAffinity.maxAgeSeconds,
        ...(sessionAffinity.primaryCookieName !== undefined && {
          primaryCookieName: sessionAffinity.primaryCookieName,
        }),
      },
    }),
    metrics: analysisMetrics(context, name, ring),
    ...(webhooks.length > 0 && { webhooks }),
  };
}

function conditionOf({
  headers,
  sourceLabels,
}: NonNullable<Ring['abTest']>['match'][number]): Record<string, unknown> {
  return {
    ...(headers && { headers: headerMatches(headers) }),
    ...(sourceLabels && {
      sourceLabels: Object.fromEntries(
        Object.keys(sourceLabels)
          .sort()
          .map(key => [key, sourceLabels[key]]),
      ),
    }),
  };
}
