import type {
  Arrival,
  BreakerLimits,
  Call,
  RateLimitBucket,
  SimulatedDestination,
  SimulationResult,
} from 'backstage-plugin-mesh-traffic-common';
import { counted } from './counted';
import { printable } from './diagnosticLines';

const FAILURES = {
  NC: 'NC: the caller knows no such subset or service (503)',
  UH: 'UH: no pod is ready (503)',
} as const;

/** What happens to a call, in lines of text. */
export function simulationLines(call: Call, result: SimulationResult): string[] {
  const { destinations, copies, notModelled } = result;
  return [
    title(call),
    '',
    ...row('rule', ruleOf(result)),
    ...row('fails', errorOf(result)),
    ...row('timeout', result.timeout === 'none' ? 'no limit' : result.timeout),
    ...row('retries', retriesOf(result)),
    ...row('fault', faultOf(result)),
    ...destinations.flatMap(destination => destinationLines(destination)),
    ...(copies ?? []).flatMap(({ percent, destination }) =>
      row('copy', `${copiedCalls(percent)} to ${destination.cluster} as well`),
    ),
    ...notModelled.flatMap(({ object, path }) =>
      row('unknown', `${object} ${path} is not modelled: a cluster may do something else`),
    ),
  ].map(printable);
}

function title({ from, host, port = 80, method = 'GET', path = '/', tcp, serviceAccount }: Call) {
  const caller = serviceAccount === undefined ? from : `${from} as ${serviceAccount}`;
  return tcp
    ? `TCP to ${host}:${port} from ${caller}`
    : `${method} ${host}:${port}${path} from ${caller}`;
}

function row(name: string, text: string | undefined): string[] {
  return text === undefined ? [] : [`${name.padEnd(9)}${text}`];
}

function ruleOf({ rule, ruleObject, error }: SimulationResult): string | undefined {
  if (ruleObject !== undefined) return `${rule ?? 'without a name'}, in ${ruleObject}`;
  if (rule !== undefined) return `${rule}: no VirtualService holds for this call`;
  return error === undefined ? 'none' : undefined;
}

/** What the short words of the simulator mean to a caller. */
const ERRORS: Record<string, string> = {
  'no virtual host':
    'no virtual host: the sidecar of the caller does not know the host. By default it passes such calls on without any rule (outboundTrafficPolicy ALLOW_ANY), with REGISTRY_ONLY it answers 502',
  'no route configuration for the port':
    'no route configuration for the port: no service that the caller sees has an HTTP port of this number',
};

function errorOf({ error }: SimulationResult): string | undefined {
  return error === undefined ? undefined : (ERRORS[error] ?? error);
}

function retriesOf({ retries }: SimulationResult): string | undefined {
  if (retries === undefined || typeof retries === 'string') return retries;
  const { attempts, perTryTimeout, on, statuses = [] } = retries;
  const each = perTryTimeout === undefined ? '' : `, ${perTryTimeout} each`;
  return `up to ${attempts}${each}, on ${[on, ...statuses].filter(Boolean).join(', ')}`;
}

function faultOf({ fault }: SimulationResult): string | undefined {
  if (!fault) return undefined;
  const { delay, delayPercent, abortStatus, abortPercent } = fault;
  return [
    delay === undefined ? '' : `${delayPercent ?? 100} % wait ${delay}`,
    abortStatus === undefined ? '' : `${abortPercent ?? 100} % are answered with ${abortStatus}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function destinationLines(destination: SimulatedDestination): string[] {
  const { host, port, subset, weight, pods, fails, breaker, arrival, arrivals } = destination;
  const version = subset === undefined ? '' : ` subset ${subset}`;
  const ready = Object.entries(pods).map(([name, count]) => `${name} (${counted(count, 'pod')})`);
  const limits = breaker ? limitWords(breaker) : [];
  return [
    '',
    `${weight === undefined ? 'to' : `weight ${weight}`} ${host}:${port}${version}`,
    ...indented('pods', ready.length > 0 ? ready.join(', ') : 'none'),
    ...indented('fails', fails && FAILURES[fails]),
    ...indented('breaker', limits.length > 0 ? limits.join(', ') : undefined),
    ...indented('rules', destination.destinationRules?.join(', ')),
    ...(arrival ? arrivalLines(arrival) : []),
    ...Object.entries(arrivals ?? {}).flatMap(([workload, each]) => [
      `  at ${workload}:`,
      ...arrivalLines(each),
    ]),
  ];
}

function arrivalLines({ mtls, access, by, dryRun, dryRunBy, asks, limits = [] }: Arrival) {
  const rule = by?.rule === undefined ? '' : `, rule ${by.rule}`;
  const decided = by === undefined ? '' : ` by ${by.object}${rule}`;
  const verdict = { allow: 'allowed', deny: 'denied (403)', refused: 'no connection' }[access];
  return [
    ...indented('access', `${verdict}${decided}`),
    ...indented('dry run', dryRun && `${dryRun}${dryRunBy ? ` by ${dryRunBy.object}` : ''}`),
    ...indented('asks', asks && `${asks.provider}, by ${asks.object}`),
    ...indented('mTLS', mtls),
    ...limits.flatMap(limit => indented('limit', bucket(limit))),
  ];
}

function bucket({ object, tokensPerFill, maxTokens, fillIntervalMs, enforced }: RateLimitBucket) {
  const burst = maxTokens === tokensPerFill ? '' : `, ${maxTokens} at once`;
  const mode = enforced ? '' : ', counted only';
  return `${tokensPerFill} per ${fillIntervalMs / 1000} s and pod${burst}${mode}, by ${object}`;
}

function indented(name: string, text: string | undefined): string[] {
  return row(name, text).map(line => `  ${line}`);
}

function copiedCalls(percent: number): string {
  return percent === 100 ? 'each call goes' : `${percent} % of the calls go`;
}

function limitWords({ retryBudget, ...limits }: BreakerLimits): string[] {
  return [
    ...Object.entries(limits).map(([name, value]) => `${name} ${value}`),
    ...(retryBudget
      ? [
          `retryBudget ${retryBudget.percent} % of the calls under way, at least ${retryBudget.minConcurrency}`,
        ]
      : []),
  ];
}
