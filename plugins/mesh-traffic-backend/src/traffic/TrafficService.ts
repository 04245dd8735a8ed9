import { isError, ServiceUnavailableError } from '@backstage/errors';
import {
  judgeCaller,
  judgeTraffic,
  rolloutTargets,
  RolloutTargets,
  ServiceMapping,
  ServiceRef,
  TrafficResponse,
  TrafficSnapshot,
  Verdict,
  withPolicyVersions,
} from 'backstage-plugin-mesh-traffic-common';
import { LRUCache } from 'lru-cache';
import { TelemetrySource } from 'backstage-plugin-mesh-traffic-node';
import { CurrentPlan } from '../policy/PolicyService';
import { SharedAnswers } from '../SharedAnswers';
import { withPatience } from '../withPatience';
import { chooseStep, chooseWindow } from './windows';

const DEFAULT_WINDOW_SECONDS = 900;
/** Charts show at least this much, whatever the window of the numbers. */
const MIN_PANEL_SECONDS = 1800;
/** How long a merge takes at most to reach the callers' proxies and the next scrape. */
const SETTLE_SECONDS = 30;
/** Traffic must not wait for a repository that hangs. */
const PLAN_PATIENCE_MS = 3_000;
const PEEK_PATIENCE_MS = 2_000;

const MAX_SERVICES = 500;
const FRESH_MS = 5_000;
const STALE_MS = 15 * 60_000;
const FAILURE_MS = 5_000;

interface TrafficServiceOptions {
  mesh: string;
  source: TelemetrySource | undefined;
  readPlan: (ref: ServiceRef) => Promise<CurrentPlan>;
  now?: () => number;
}

/** What is measured, beside what was intended. Who may ask is decided before; see Access. */
export class TrafficService {
  readonly #answers: SharedAnswers<TrafficSnapshot>;
  readonly #now: () => number;
  /** By service, what its policy rolled out when it was last known: a forge that is down hides no calls. */
  readonly #rollouts = new LRUCache<string, RolloutTargets>({ max: MAX_SERVICES });

  constructor(private readonly options: TrafficServiceOptions) {
    this.#now = options.now ?? (() => Date.now());
    this.#answers = new SharedAnswers({
      maxEntries: MAX_SERVICES,
      maxBytes: 64_000_000,
      sizeOf: snapshot => JSON.stringify(snapshot).length,
      freshMs: FRESH_MS,
      staleMs: STALE_MS,
      failureMs: FAILURE_MS,
      now: this.#now,
    });
  }

  /** @throws ServiceUnavailableError when nothing measures, and nothing was measured lately */
  async read(
    service: ServiceMapping,
    askedSeconds = DEFAULT_WINDOW_SECONDS,
  ): Promise<TrafficResponse> {
    const plan = await this.#plan(service);
    const windowSeconds = chooseWindow(askedSeconds, this.#sinceChange(plan));
    const panelSeconds = Math.max(askedSeconds, MIN_PANEL_SECONDS);
    const rollout = this.#rolloutOf(service, plan);
    const measured = await this.#measure(service, windowSeconds, panelSeconds, rollout);
    const snapshot = plan.policy ? withPolicyVersions(measured, plan.policy) : measured;
    return { service, snapshot, verdicts: judge(snapshot, plan) };
  }

  /**
   * Numbers for a review, if they can be had soon: a review neither fails nor waits for want of them.
   * Versions are called as the mesh calls them.
   */
  async peek(service: ServiceMapping): Promise<TrafficSnapshot | undefined> {
    const measured = this.#plan(service)
      .then(plan => this.#rolloutOf(service, plan))
      .then(rollout => this.#measure(service, DEFAULT_WINDOW_SECONDS, MIN_PANEL_SECONDS, rollout))
      .catch((error: unknown) => {
        if (!isUnavailable(error)) throw error;
        return undefined;
      });
    return withPatience(measured, PEEK_PATIENCE_MS, () => undefined);
  }

  async #measure(
    service: ServiceMapping,
    windowSeconds: number,
    panelSeconds: number,
    rollout: RolloutTargets | undefined,
  ) {
    const { source, mesh } = this.options;
    if (!source) {
      throw new ServiceUnavailableError(
        `Nothing measures the mesh "${mesh}". Ask the platform team to set meshTraffic.meshes[].prometheus.`,
      );
    }
    const ref = { mesh, namespace: service.namespace, service: service.service };
    const stepSeconds = chooseStep(panelSeconds);
    const query = { service: ref, rollout, windowSeconds, panelSeconds, stepSeconds, panels: true };
    const { value, stale } = await this.#answers.get(JSON.stringify(query), () =>
      source.readTraffic(query),
    );
    return stale ? { ...value, stale: true } : value;
  }

  #rolloutOf({ namespace, service }: ServiceRef, plan: CurrentPlan): RolloutTargets | undefined {
    const key = `${namespace}/${service}`;
    if (plan.unreadable !== undefined) return this.#rollouts.get(key);
    const rollout = plan.policy && rolloutTargets(plan.policy);
    if (rollout) this.#rollouts.set(key, rollout);
    else this.#rollouts.delete(key);
    return rollout;
  }

  /** The plan, or in one sentence why there is none. */
  #plan(ref: ServiceRef): Promise<CurrentPlan> {
    const plan = this.options.readPlan(ref).catch((error: unknown): CurrentPlan => {
      if (!isUnavailable(error)) throw error;
      return { unreadable: `The plan is not known. ${error.message}` };
    });
    return withPatience(plan, PLAN_PATIENCE_MS, () => ({
      unreadable: 'The plan is not known: the GitOps repository is slow to answer.',
    }));
  }

  #sinceChange({ lastChangeAt }: CurrentPlan): number | undefined {
    if (lastChangeAt === undefined) return undefined;
    return (this.#now() - Date.parse(lastChangeAt)) / 1000 - SETTLE_SECONDS;
  }
}

function isUnavailable(error: unknown): error is Error {
  return isError(error) && error.name === 'ServiceUnavailableError';
}

/** A verdict for every caller; where the plan is not known, the reason in the place of one. */
function judge(snapshot: TrafficSnapshot, plan: CurrentPlan): Record<string, Verdict> {
  const { policy, lastChangeAt, unreadable } = plan;
  if (policy) return judgeTraffic(policy, snapshot, { lastChangeAt });
  if (unreadable === undefined) return {};
  const { takenAt, windowSeconds } = snapshot;
  return Object.fromEntries(
    snapshot.callers.map(caller => [
      caller.namespace,
      judgeCaller(undefined, caller, {
        listed: true,
        lastChangeAt,
        takenAt,
        windowSeconds,
        unreadable,
      }),
    ]),
  );
}
