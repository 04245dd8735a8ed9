import { Caller, Context, hostOf } from './Context';
import { destinationsOf } from './destinations';

/** The tcp rules of every TCP port: one per caller, then the one for everybody else. */
export function tcpRules(context: Context): Array<Record<string, unknown>> {
  const ports = context.policy.spec.service.ports.filter(port => port.protocol === 'tcp');
  return ports.flatMap(({ number: port }) => [
    ...context.callers.map(caller =>
      tcpRule(context, caller, { port, sourceNamespace: caller.namespace }),
    ),
    tcpRule(context, context.others, { port }),
  ]);
}

/** Flagger moves no TCP connections: callers of a ring go to its apex, which selects the promoted pods. */
function tcpRule(context: Context, caller: Caller, match: Record<string, unknown>) {
  const ring = context.policy.spec.rollout?.rings[caller.ring ?? ''];
  const route = ring
    ? [{ destination: { host: hostOf(ring.workload.name, context.namespace) } }]
    : destinationsOf(context, caller, caller.route);
  return { match: [match], route };
}
