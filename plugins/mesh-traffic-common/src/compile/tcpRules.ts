import { Caller, Context } from './Context';
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

function tcpRule(context: Context, caller: Caller, match: Record<string, unknown>) {
  return { match: [match], route: destinationsOf(context, caller, caller.route) };
}
