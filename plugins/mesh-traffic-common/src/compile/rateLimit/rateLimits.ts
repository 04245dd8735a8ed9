import { Manifest } from '../../kubernetes/manifest';
import { finding } from '../../policy/checks/Check';
import { accessPlan, needsIdentity } from '../access/accessPlan';
import { canWrite } from '../canWrite';
import { Context } from '../Context';
import { manifestOf } from '../manifestOf';
import { objectName } from '../names';
import { workloadLabels } from '../workloadLabels';
import { MOST_NAMED_CALLERS } from './callerExpression';
import { globalLimit, globalLimitConfig } from './globalLimit';
import { LimitPlan, limitPlan } from './limitPlan';
import { localLimit, SECONDS_PER } from './localLimit';

/** First minor version of Istio whose Envoy has the field. */
const SINCE = {
  limitsInFilter: 24,
  // re.extract in CEL was seen to work in Envoy 1.38; without it Envoy refuses the listener.
  limitPerUnlistedCaller: 30,
  anyInterval: 27,
  globalOrShadow: 28,
};

/** The EnvoyFilter of the service's pods, and for global limits the rate limit service's ConfigMap. */
export function rateLimits(context: Context): Manifest[] {
  const plan = limitPlan(context);
  if (!plan || !supported(context, plan)) return [];
  const { policy, service, namespace, mesh } = context;
  const domain = `${service}.${namespace}`;
  const { scope, service: limiter } = policy.spec.rateLimiting ?? { scope: 'perPod' as const };
  if (scope === 'perPod' || !limiter) {
    return [envoyFilter(context, localLimit(plan, mesh.trustDomain))];
  }
  const path = 'spec.rateLimiting.service.namespace';
  if (!canWrite(context, limiter.namespace, path, 'The configuration of the global limits'))
    return [];
  return [
    envoyFilter(context, globalLimit(plan, domain, mesh.trustDomain, limiter)),
    manifestOf(
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: objectName(service, namespace, 'rate-limit'),
        namespace: limiter.namespace,
        policy: service,
        wave: '0',
      },
      { data: { [`${domain}.yaml`]: globalLimitConfig(plan, domain) } },
    ),
  ];
}

/** Before the router, so after access control: refused calls use no tokens (measured). */
function envoyFilter(context: Context, filter: Record<string, unknown>): Manifest {
  return manifestOf(
    {
      apiVersion: 'networking.istio.io/v1alpha3',
      kind: 'EnvoyFilter',
      name: objectName(context.service, 'rate-limit'),
      namespace: context.namespace,
      policy: context.owner,
      wave: '1',
    },
    {
      spec: {
        workloadSelector: { labels: workloadLabels(context) },
        configPatches: [
          {
            applyTo: 'HTTP_FILTER',
            match: {
              context: 'SIDECAR_INBOUND',
              listener: {
                filterChain: {
                  filter: {
                    name: 'envoy.filters.network.http_connection_manager',
                    subFilter: { name: 'envoy.filters.http.router' },
                  },
                },
              },
            },
            patch: { operation: 'INSERT_BEFORE', value: filter },
          },
        ],
      },
    },
  );
}

function supported(context: Context, plan: LimitPlan): boolean {
  const { istioMinor } = context.mesh;
  const { diagnostics } = context;
  const before = diagnostics.length;
  const tooOld = (minor: number, path: string, what: string, help: string) => {
    if (istioMinor >= minor) return;
    const message = `${what} needs Istio 1.${minor}; this mesh has 1.${istioMinor}.`;
    diagnostics.push(finding('MT1202', 'error', path, message, help));
  };
  tooOld(SINCE.limitsInFilter, 'spec', 'A rate limit by caller', 'Remove the rate limits.');
  if (plan.unlisted === 'shared' && plan.callers.length > MOST_NAMED_CALLERS) {
    diagnostics.push(
      finding(
        'MT1140',
        'error',
        'spec.rateLimiting.unlistedCallers',
        `${plan.callers.length} callers have to be told apart, and with one shared limit for all others at most ${MOST_NAMED_CALLERS} can.`,
        'Set spec.rateLimiting.unlistedCallers to each, or name fewer callers.',
      ),
    );
  }
  if (plan.unlisted === 'each') {
    tooOld(
      SINCE.limitPerUnlistedCaller,
      'spec.rateLimiting.unlistedCallers',
      'A limit for each caller that is not listed',
      'Use unlistedCallers: shared.',
    );
  }
  if (plan.scope === 'global') {
    tooOld(
      SINCE.globalOrShadow,
      'spec.rateLimiting.scope',
      'A global limit by caller',
      'Use scope: perPod.',
    );
    const access = accessPlan(context);
    if (!access || !needsIdentity(access)) {
      diagnostics.push(
        finding(
          'MT1204',
          'warning',
          'spec.rateLimiting.scope',
          'Calls without a mesh identity have no name to be counted by, so a global limit lets them pass.',
          'Enforce access control that denies somebody: it then refuses them.',
        ),
      );
      return diagnostics.length === before + 1;
    }
  } else {
    const modes = new Set(
      [...plan.callers.map(({ limit }) => limit), plan.others].flatMap(limit => limit?.mode ?? []),
    );
    const step = plan.others ? SECONDS_PER[plan.others.per] : 1;
    if (plan.callers.some(({ limit }) => limit && SECONDS_PER[limit.per] % step !== 0)) {
      tooOld(
        SINCE.anyInterval,
        'spec.otherCallers.rateLimit.per',
        'A limit of all other callers in a longer unit than that of a listed caller',
        'Use one unit for all limits.',
      );
    }
    if (modes.size > 1) {
      tooOld(
        SINCE.globalOrShadow,
        'spec.rateLimiting',
        'Observing one caller while another is limited',
        'Let all limits observe, or all enforce.',
      );
    }
  }
  return diagnostics.length === before;
}
