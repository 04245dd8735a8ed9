import {
  AT_REST,
  expand,
  FlaggerPhase,
  FlaggerState,
  Manifest,
} from 'backstage-plugin-mesh-traffic-common';
import { histogramQuantile } from '../snapshot/histogramQuantile';
import { CountedCheck } from './analysisChecks';
import { CanaryRelease, readCanary } from './CanaryRelease';
import { CountWorkloadCalls, WorkloadCalls } from './countWorkloadCalls';
import { Gatekeeper } from './Gatekeeper';
import { advanceGated, askHooks } from './gates';
import { QueryChecks } from './QueryChecks';

export interface FlaggerOptions {
  count: CountWorkloadCalls;
  /** Who is asked at gates; default: all are closed. */
  gates?: Gatekeeper;
  /** Number of releases that there have been without a change of the pods in the repository; default 0. */
  releasesUntil?(unixSeconds: number): number;
  /** Who asks the queries of people; default: they are taken as passed. */
  queries?: QueryChecks;
}

/** One Canary, and where it stands. */
interface Controlled {
  release: CanaryRelease;
  state: FlaggerState;
  /** The target as it was promoted last. */
  promoted: Manifest | undefined;
  /** Pod template that was released last, successfully or not. */
  released: string;
  /** False until the first release: Flagger's gauge does not exist before. */
  hasReleased: boolean;
  checkedAt: number;
  /** Counts at the last round, in the order of the checks. */
  counted: readonly WorkloadCalls[];
}

const IN_RELEASE = new Set<FlaggerPhase>(['Progressing', 'Waiting', 'WaitingPromotion']);

/**
 * Rolls Canaries out as Flagger does: a new pod template starts a release, each round measures what the new pods
 * answered and moves the weight on, too many failed rounds end it. Phases, weights and objects are those of
 * `advanceRelease` and `expand`; pods are always ready.
 */
export class FlaggerController {
  readonly #count: CountWorkloadCalls;
  readonly #gates: Gatekeeper;
  readonly #queries: QueryChecks;
  readonly #releasesUntil: (unixSeconds: number) => number;
  #manifests: readonly Manifest[] = [];
  #canaries = new Map<string, Controlled>();

  constructor({ count, gates, queries, releasesUntil }: FlaggerOptions) {
    this.#count = count;
    this.#gates = gates ?? new Gatekeeper();
    this.#queries = queries ?? new QueryChecks();
    this.#releasesUntil = releasesUntil ?? (() => 0);
  }

  /** Takes over what the repository says now. */
  update(manifests: readonly Manifest[], unixSeconds: number): void {
    this.#manifests = manifests;
    const former = this.#canaries;
    this.#canaries = new Map();
    for (const manifest of manifests) {
      const release = readCanary(manifest);
      if (!release) continue;
      const known = former.get(release.id);
      const target = this.#target(release);
      this.#canaries.set(
        release.id,
        known
          ? { ...known, release }
          : {
              release,
              state: AT_REST,
              promoted: target,
              released: this.#podTemplate(target, unixSeconds),
              hasReleased: false,
              checkedAt: unixSeconds,
              counted: [],
            },
      );
    }
  }

  /** The manifests with what Flagger makes of the Canaries among them, oldest first. */
  effective(): Manifest[] {
    const controlled = [...this.#canaries.values()];
    return expand(this.#manifests, {
      states: Object.fromEntries(controlled.map(({ release, state }) => [release.id, state])),
      promoted: Object.fromEntries(
        controlled.flatMap(({ release, promoted }) => (promoted ? [[release.id, promoted]] : [])),
      ),
    });
  }

  /**
   * Does what is due.
   *
   * @returns true when the effective manifests are others now
   */
  round(unixSeconds: number): boolean {
    let changed = false;
    for (const controlled of this.#canaries.values()) {
      if (unixSeconds - controlled.checkedAt < controlled.release.intervalSeconds) continue;
      const measures = controlled.state.phase === 'Progressing';
      const met = measures ? this.#queries.verdict(controlled.release, this.#manifests) : true;
      // Somebody's query is being asked: the round is not over before the answer.
      if (met === undefined) continue;
      controlled.checkedAt = unixSeconds;
      const before = controlled.state;
      this.#advance(controlled, met, unixSeconds);
      changed = changed || JSON.stringify(before) !== JSON.stringify(controlled.state);
    }
    return changed;
  }

  /** Where every Canary stands; `weight` is absent before its first release. */
  get canaries(): Array<CanaryRelease & { state: FlaggerState; weight?: number }> {
    return [...this.#canaries.values()].map(({ release, state, hasReleased }) => ({
      ...release,
      state,
      ...(hasReleased && { weight: state.canaryWeight }),
    }));
  }

  /** One sentence for each check that is not measured. */
  get notMeasured(): string[] {
    return [...this.#canaries.values()].flatMap(({ release }) =>
      this.#queries.notMeasured(release, this.#manifests),
    );
  }

  #advance(controlled: Controlled, queriesAreMet: boolean, unixSeconds: number): void {
    const { release, state } = controlled;
    const target = this.#target(release);
    const template = this.#podTemplate(target, unixSeconds);
    const released = template !== controlled.released;
    const passes = this.#countsPass(controlled) && queriesAreMet;
    controlled.state =
      released && IN_RELEASE.has(state.phase)
        ? // Another release in the middle of one starts again from nothing.
          { ...AT_REST, phase: 'Progressing' }
        : advanceGated(
            release.manifest,
            state,
            { released, passes },
            askHooks(release.manifest, this.#gates),
          );
    if (controlled.state.phase === 'Progressing') {
      controlled.released = template;
      controlled.hasReleased = true;
    }
    if (controlled.state.phase === 'Succeeded') controlled.promoted = target;
  }

  /** Whether the calls since the last round are good enough; no calls are not. */
  #countsPass(controlled: Controlled): boolean {
    const { namespace, target } = controlled.release;
    const checks = controlled.release.checks.filter(check => check.kind !== 'query');
    const before = controlled.counted;
    controlled.counted = checks.map(check => this.#count(namespace, target, check));
    return checks.every((check, index) =>
      isMet(check, controlled.counted[index], before.at(index)),
    );
  }

  /** Tells one release from another. */
  #podTemplate(target: Manifest | undefined, unixSeconds: number): string {
    return JSON.stringify([target?.spec?.template ?? null, this.#releasesUntil(unixSeconds)]);
  }

  #target({ namespace, target, targetKind }: CanaryRelease): Manifest | undefined {
    return this.#manifests.find(
      ({ kind, metadata }) =>
        kind === targetKind &&
        metadata.name === target &&
        (metadata.namespace ?? 'default') === namespace,
    );
  }
}

function isMet(check: CountedCheck, now: WorkloadCalls, before?: WorkloadCalls): boolean {
  const calls = now.calls - (before?.calls ?? 0);
  const failed = now.failed - (before?.failed ?? 0);
  if (calls <= 0) return false;
  const value =
    check.kind === 'success'
      ? 100 * (1 - failed / calls)
      : histogramQuantile(
          0.99,
          now.buckets.map((inside, index) => inside - (before?.buckets[index] ?? 0)),
        );
  const { min = -Infinity, max = Infinity } = check;
  return value !== undefined && value >= min && value <= max;
}
