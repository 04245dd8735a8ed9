import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { load, loadAll } from 'js-yaml';
import type { Manifest } from '../../kubernetes/manifest';
import type { Arrival, Call, SimulatedDestination, SimulationResult } from '../types';

/** Where the measured cases and our own are kept; test/golden/istio/README.md has the reading key. */
export const GOLDEN = resolve(__dirname, '../../../../../test/golden/istio');

/** The part of an answer that a case states. */
export type Expected = Record<string, unknown>;

export interface GoldenCall {
  call: Partial<Call> & Pick<Call, 'from'>;
  then?: Expected;
  /** One answer for each age order: the object written first is the oldest, or the youngest. */
  byCreationOrder?: { oldest: 'first' | 'last'; then: Expected }[];
}

export interface GoldenCase {
  name: string;
  /** Where the expectation comes from, for our own cases. */
  source?: string;
  refused?: string[];
  warnings?: string[];
  manifests: string;
  options?: Record<string, unknown>;
  calls: GoldenCall[];
}

export function readGolden(file: string): string {
  return readFileSync(resolve(GOLDEN, file), 'utf8');
}

export function readCases(file: string): GoldenCase[] {
  return (load(readGolden(file)) as { cases: GoldenCase[] }).cases;
}

export function readManifests(text: string): Manifest[] {
  return loadAll(text).filter(Boolean) as Manifest[];
}

export const world = (): Manifest[] => readManifests(readGolden('world.yaml'));

/** A case's call with the reading key's defaults. */
export function fullCall(call: GoldenCall['call']): Call {
  return { host: 'backend.shop.svc.cluster.local', ...call };
}

/** Of an answer, what the measured cases state, in their order. */
export function measurable(result: SimulationResult): Expected {
  return withoutAbsent({
    rule: result.rule,
    error: result.error,
    timeout: result.timeout,
    retries: result.retries,
    mirrors: result.mirrors,
    destinations: result.error
      ? undefined
      : result.destinations.map(measurableDestination).sort(byClusterAndWeight),
  });
}

function measurableDestination(destination: SimulatedDestination): Expected {
  const { cluster, weight, fails } = destination;
  if (fails) {
    return withoutAbsent({ cluster, weight, fails });
  }
  const { tls, breaker, outlier, pods, arrival, arrivals } = destination;
  const each = Object.entries(arrivals ?? {}).map(
    ([workload, at]) => [workload, measurableArrival(at)] as const,
  );
  // Pods may differ in what the cases do not state, for example in the policy that decided.
  const agree = each.every(([, at]) => JSON.stringify(at) === JSON.stringify(each[0][1]));
  const common = agree ? each[0]?.[1] : undefined;
  return withoutAbsent({
    cluster,
    weight,
    tls,
    breaker,
    outlier,
    pods,
    arrival: arrival ? measurableArrival(arrival) : common,
    arrivals: arrivals && !common ? Object.fromEntries(each) : undefined,
  });
}

function measurableArrival({ mtls, access, dryRun, limitFilters, chain }: Arrival): Expected {
  return withoutAbsent({ mtls, access, dryRun, limitFilters, chain });
}

function byClusterAndWeight(one: Expected, other: Expected): number {
  const [a, b] = [String(one.cluster), String(other.cluster)];
  if (a !== b) {
    return a < b ? -1 : 1;
  }
  return Number(one.weight) - Number(other.weight);
}

function withoutAbsent(value: Record<string, unknown>): Expected {
  return Object.fromEntries(Object.entries(value).filter(entry => entry[1] !== undefined));
}
