import type { Expected } from './Expected';
import type { AccessControl } from './policyTypes';
import { isListed } from './ruleOf';
import type { Situation } from './Situation';

const TRUST_DOMAIN = 'cluster.local';

/** Whether the call may be made at all. */
export function accessOf(situation: Situation): Pick<Expected, 'access' | 'observed'> {
  const { policy, call, port } = situation;
  const control = policy.spec.accessControl;
  if (isPlainTextRefused(situation)) return { access: 'refused' };
  if (!control) return { access: 'allow' };
  const allowed = mayCall(situation, control);
  if (control.mode === 'observe') {
    // What an observed policy makes of a caller that cannot prove its namespace, the document does not say.
    return { access: 'allow', ...(!call.plainText && { observed: allowed ? 'allow' : 'deny' }) };
  }
  if (allowed) return { access: 'allow' };
  // Without a certificate, or on a TCP port, there is no answer 403: the connection is refused.
  return { access: call.plainText || port.protocol === 'tcp' ? 'refused' : 'deny' };
}

/** The namespace takes no plain text, but at ports that the service's policy opens to everybody. */
function isPlainTextRefused(situation: Situation): boolean {
  const { call, namespacePolicy, policy } = situation;
  if (!call.plainText || namespacePolicy?.spec.mtls !== 'STRICT') return false;
  const control = policy.spec.accessControl;
  return control?.mode !== 'enforce' || !isOpenToAnybody(control, situation);
}

function mayCall(situation: Situation, control: AccessControl): boolean {
  const { policy, call } = situation;
  const { callers, otherCallers, rollout } = policy.spec;
  if (call.plainText) {
    // Its namespace cannot be proved, so it passes only where nobody is denied, or the whole port is everybody's.
    const anyDenied =
      otherCallers.access === 'deny' ||
      Object.values(callers).some(({ access }) => access === 'deny');
    return !anyDenied || isOpenToAnybody(control, situation);
  }
  const principal = `${TRUST_DOMAIN}/ns/${call.from}/sa/${call.serviceAccount ?? 'default'}`;
  const byRule = isListed(policy, call.from)
    ? callers[call.from]?.access !== 'deny'
    : otherCallers.access === 'allow';
  return (
    byRule ||
    (call.from === rollout?.loadTester?.namespace && callers[call.from]?.access !== 'deny') ||
    control.gateways.includes(principal) ||
    control.also.some(
      entry =>
        (isForAnybody(entry) || entry.namespace === call.from || entry.principal === principal) &&
        covers(entry, situation),
    )
  );
}

type Entry = AccessControl['also'][number];

/** Whether the whole port is everybody's, also without a certificate. */
function isOpenToAnybody({ also }: AccessControl, situation: Situation): boolean {
  return also.some(entry => isForAnybody(entry) && !entry.paths && covers(entry, situation));
}

function isForAnybody({ namespace, principal }: Entry): boolean {
  return namespace === undefined && principal === undefined;
}

/** Ports of an entry are those of the pods; paths exist for HTTP alone, and `/api/*` does not cover `/api`. */
function covers({ ports, paths }: Entry, { call, port }: Situation): boolean {
  if (ports && !ports.includes(port.targetPort ?? port.number)) return false;
  if (!paths) return true;
  if (port.protocol === 'tcp') return false;
  const path = call.path ?? '/';
  return paths.some(pattern =>
    pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern,
  );
}
