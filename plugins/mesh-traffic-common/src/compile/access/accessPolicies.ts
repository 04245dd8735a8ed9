import { Manifest } from '../../kubernetes/manifest';
import { Context } from '../Context';
import { manifestOf } from '../manifestOf';
import { objectName } from '../names';
import { workloadLabels } from '../workloadLabels';
import { AccessPlan, accessPlan, needsIdentity } from './accessPlan';
import { allowRules, denyRules, openPorts } from './allowRules';

/**
 * The AuthorizationPolicies of the service's pods, and mutual TLS where it is what makes a denial hold.
 * Observed policies are Istio's dry run: they count and refuse nothing.
 */
export function accessPolicies(context: Context): Manifest[] {
  const plan = accessPlan(context);
  if (!plan) return [];
  const manifests = [authorizationPolicy(context, plan, 'access', 'ALLOW', allowRules(plan))];
  const denied = plan.control.explicitDeny ? denyRules(plan) : [];
  if (denied.length > 0) manifests.push(authorizationPolicy(context, plan, 'deny', 'DENY', denied));
  const { mode } = plan.control;
  if (needsIdentity(plan) || (mode === 'enforce' && openPorts(plan.control).length > 0)) {
    manifests.push(peerAuthentication(context, plan));
  }
  return manifests;
}

function authorizationPolicy(
  context: Context,
  plan: AccessPlan,
  suffix: string,
  action: 'ALLOW' | 'DENY',
  rules: unknown[],
): Manifest {
  return manifestOf(
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      name: objectName(context.service, suffix),
      namespace: context.namespace,
      policy: context.owner,
      wave: '1',
      ...(plan.control.mode === 'observe' && { annotations: { 'istio.io/dry-run': 'true' } }),
    },
    { spec: { selector: { matchLabels: workloadLabels(context) }, action, rules } },
  );
}

/**
 * A caller's namespace is only known from its certificate, so plain text must not be taken where one is denied.
 * Ports that everybody may reach take it, also where namespace or mesh are STRICT; other ports are left to these.
 */
function peerAuthentication(context: Context, plan: AccessPlan): Manifest {
  const open = openPorts(plan.control);
  return manifestOf(
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      name: objectName(context.service, 'access'),
      namespace: context.namespace,
      policy: context.owner,
      wave: '1',
    },
    {
      spec: {
        selector: { matchLabels: workloadLabels(context) },
        ...(needsIdentity(plan) && { mtls: { mode: 'STRICT' } }),
        ...(open.length > 0 && {
          portLevelMtls: Object.fromEntries(
            open.map(port => [String(port), { mode: 'PERMISSIVE' }]),
          ),
        }),
      },
    },
  );
}
