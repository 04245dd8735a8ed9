import { Context } from '../Context';

/** What the answers to a call mean, as matchers of PromQL. Each list holds all its matchers at once. */
export interface Outcomes {
  /** The service answered, and not by a fault of its own. No answer at all is code 0. */
  good: string[];
  /** Not turned away by policy; an application that answers the same way is not told apart. */
  notTurnedAway: string[];
}

const HTTP: Outcomes = {
  good: ['response_code!~"0|5.."'],
  notTurnedAway: ['response_code!~"403|429"'],
};

/**
 * On gRPC the response code is 200 whatever happened. Faults of the service are what would be a 5xx: unknown,
 * deadline exceeded, unimplemented, internal, unavailable and data loss (google.rpc.Code); policy answers
 * permission denied and, since our limits ask for it, resource exhausted. A missing label passes.
 */
const GRPC: Outcomes = {
  good: [...HTTP.good, 'grpc_response_status!~"2|4|12|13|14|15"'],
  notTurnedAway: [...HTTP.notTurnedAway, 'grpc_response_status!~"7|8"'],
};

/** How calls of the service are judged: by the response code, and by gRPC's status where that is spoken. */
export function outcomesOf({ policy }: Context): Outcomes {
  return speaksGrpc(policy.spec.service) ? GRPC : HTTP;
}

/** Whether gRPC is spoken on a port of the service. */
export function speaksGrpc({ ports }: { ports: readonly { protocol: string }[] }): boolean {
  return ports.some(({ protocol }) => protocol === 'grpc');
}
