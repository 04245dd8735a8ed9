import {
  CallerTraffic,
  PolicyDetails,
  TrafficResponse,
  planOf,
} from 'backstage-plugin-mesh-traffic-common';
import { CallerStatus } from '../shared/StatusWord';

/** One calling namespace on the Traffic tab: what was intended beside what was measured. */
export interface CallerRow {
  /** Source namespace; `*` stands for all other callers. */
  caller: string;
  status: CallerStatus;
  /** One sentence with the number that decides; absent without a verdict. */
  reason?: string;
  /** True between the merge of a change and the first traffic that shows it. */
  waiting: boolean;
  traffic?: CallerTraffic;
  /** Version to percent, from the policy. */
  plan?: Record<string, number>;
}

/** What needs a person's eyes comes first. */
const ORDER: CallerStatus[] = [
  'offPlan',
  'notListed',
  'slightlyOff',
  'cannotTell',
  'asPlanned',
  'byFlagger',
  'noPolicy',
  'noTraffic',
];

/** All callers that were seen or are planned, those that need attention first, then the busiest. */
export function callerRows(traffic?: TrafficResponse, details?: PolicyDetails): CallerRow[] {
  const policy = details?.policy;
  const seen = new Map((traffic?.snapshot.callers ?? []).map(caller => [caller.namespace, caller]));
  const names = new Set([...seen.keys(), ...Object.keys(policy?.spec.callers ?? {})]);
  const verdicts = new Map(Object.entries(traffic?.verdicts ?? {}));
  const noPolicy = details !== undefined && details.base.policyBlob === null;
  return [...names]
    .map((caller): CallerRow => {
      const verdict = verdicts.get(caller);
      return {
        caller,
        status: verdict?.word ?? (noPolicy ? 'noPolicy' : 'cannotTell'),
        reason: verdict?.reason,
        waiting: verdict?.stage === 'waitingForTraffic',
        traffic: seen.get(caller),
        plan: policy && planOf(policy, caller),
      };
    })
    .sort(
      (a, b) =>
        ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
        (b.traffic?.requestsPerMinute ?? -1) - (a.traffic?.requestsPerMinute ?? -1) ||
        a.caller.localeCompare(b.caller, 'en'),
    );
}

/** Versions in the order in which every bar and chart of the page shows them. */
export function versionOrder(traffic?: TrafficResponse, details?: PolicyDetails): string[] {
  const declared = Object.keys(details?.policy?.spec.versions ?? {});
  const seen = (traffic?.snapshot.callers ?? [])
    .flatMap(caller => caller.versions.map(({ version }) => version))
    .sort((a, b) => a.localeCompare(b, 'en'));
  return [...new Set([...declared, ...seen])];
}

/** How many callers are off plan, of how many that could be judged; undefined when none could. */
export function offPlanCount(
  rows: readonly CallerRow[],
): { off: number; judged: number } | undefined {
  const judged = rows.filter(row => ['asPlanned', 'slightlyOff', 'offPlan'].includes(row.status));
  if (judged.length === 0) return undefined;
  return { off: judged.filter(row => row.status === 'offPlan').length, judged: judged.length };
}
