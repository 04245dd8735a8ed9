import { Diagnostic } from '../../diagnostic';
import { ProbeCall } from '../fields/probes';
import { sortedByKey } from '../fields/scalars';
import { RoutingPolicy } from '../schema';
import { Check, finding } from './Check';
import { namespacesLetIn } from './namespacesLetIn';

/** MT1150 to MT1154, MT1158, MT1159: probes that cannot tell, or that expect what the policy does not promise. */
export const probes: Check = policy => {
  const { spec } = policy;
  const found: Diagnostic[] = [];
  if (spec.probes?.echo && spec.rollout) {
    found.push(
      finding(
        'MT1153',
        'error',
        'spec.probes.echo',
        'Echo workloads cannot stand for a rollout: Flagger does not roll them out.',
        'Remove echo; the probes then call the service itself.',
      ),
    );
  }
  for (const [name, call] of Object.entries(spec.probes?.calls ?? {})) {
    const path = `spec.probes.calls.${name}`;
    const rule = Object.hasOwn(spec.callers, call.from)
      ? spec.callers[call.from]
      : spec.otherCallers;
    const inRing =
      rule.ring !== undefined ||
      Object.values(spec.rollout?.rings ?? {}).some(ring => ring.callers?.includes(call.from)) ||
      (!rule.route && spec.otherCallers.ring !== undefined);
    if (call.expect.versions && inRing) {
      found.push(
        finding(
          'MT1150',
          'error',
          `${path}.expect.versions`,
          `Calls of ${call.from} follow a rollout: which version answers changes without this document.`,
          'Expect only a status here.',
        ),
      );
    }
    const http = spec.service.ports.filter(port => port.protocol !== 'tcp');
    if (call.port === undefined ? http.length === 0 : !http.some(p => p.number === call.port)) {
      found.push(
        finding(
          'MT1151',
          'error',
          `${path}.port`,
          'The service has no such HTTP port for the probe.',
          'Use a number from spec.service.ports whose protocol is not tcp.',
        ),
      );
    }
    const enforced = spec.accessControl?.mode === 'enforce';
    const refused = enforced && !namespacesLetIn(policy).has(call.from);
    if (refused !== (call.expect.status === 403) && (refused || enforced)) {
      found.push(
        finding(
          'MT1152',
          'warning',
          `${path}.expect.status`,
          refused
            ? `${call.from} is denied, but the probe expects ${call.expect.status}.`
            : `${call.from} may call, but the probe expects 403.`,
          refused ? 'Expect status 403.' : 'Expect the status of a good answer.',
        ),
      );
    }
    found.push(...unanswerable(policy, path, call));
  }
  return found;
};

/** Probes whose run fails although the policy holds. */
function unanswerable({ spec }: RoutingPolicy, path: string, call: ProbeCall): Diagnostic[] {
  const found: Diagnostic[] = [];
  const { rateLimit } = Object.hasOwn(spec.callers, call.from)
    ? spec.callers[call.from]
    : { rateLimit: undefined };
  const tokens = rateLimit && (rateLimit.burst ?? rateLimit.requests);
  if (rateLimit?.mode === 'enforce' && tokens !== undefined && call.samples > tokens) {
    found.push(
      finding(
        'MT1154',
        'warning',
        `${path}.samples`,
        `${call.from} may send ${tokens} calls at once, and the probe sends ${call.samples}: the rest is answered 429.`,
        'Make samples smaller than the limit.',
      ),
    );
  }
  const texts = Object.entries(sortedByKey(call.expect.versions ?? {}));
  if (call.expect.status === 403 && texts.length > 0) {
    found.push(
      finding(
        'MT1158',
        'error',
        `${path}.expect.versions`,
        'A call that is refused is answered by no version, so its text is never found.',
        'Expect only status 403 here.',
      ),
    );
  }
  // Echo workloads answer with texts of their own.
  if (spec.probes?.echo) return found;
  for (const [version, text] of texts) {
    const other = texts.find(([name, longer]) => name !== version && longer.includes(text));
    if (!other) continue;
    found.push(
      finding(
        'MT1159',
        'error',
        `${path}.expect.versions.${version}`,
        `Answers of ${other[0]} have the text of ${version} too: they cannot be told apart.`,
        'Give texts of which none is part of another.',
      ),
    );
  }
  return found;
}
