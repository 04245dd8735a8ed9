import { Diagnostic } from '../../diagnostic';
import { Check, finding } from './Check';

/** MT1150 to MT1153: probes that cannot tell, or that expect what the policy does not promise. */
export const probes: Check = ({ spec }) => {
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
    const also = spec.accessControl?.also.some(entry => entry.namespace === call.from) ?? false;
    const refused = enforced && rule.access === 'deny' && !also;
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
  }
  return found;
};
