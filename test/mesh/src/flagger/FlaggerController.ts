import {
  advanceRelease,
  AT_REST,
  expand,
  FlaggerState,
  Manifest,
} from 'backstage-plugin-mesh-traffic-common';
import { CanaryRelease, readCanary } from './CanaryRelease';

/** Counts of the calls that a workload's pods answered. */
export interface WorkloadCalls {
  calls: number;
  failed: number;
}

/** Calls that reached a workload since the beginning. */
export type CountWorkloadCalls = (namespace: string, workload: string) => WorkloadCalls;

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
  counted: WorkloadCalls;
}

/**
 * Rolls Canaries out as Flagger does: a new pod template starts a release, each round measures what the new pods
 * answered and moves the weight on, too many failed rounds end it. Phases, weights and objects are those of
 * `advanceRelease` and `expand`; gates are always open and pods always ready.
 */
export class FlaggerController {
  readonly #count: CountWorkloadCalls;
  #manifests: readonly Manifest[] = [];
  #canaries = new Map<string, Controlled>();

  constructor(count: CountWorkloadCalls) {
    this.#count = count;
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
              released: podTemplate(target),
              hasReleased: false,
              checkedAt: unixSeconds,
              counted: { calls: 0, failed: 0 },
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
      controlled.checkedAt = unixSeconds;
      const before = controlled.state;
      this.#advance(controlled);
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

  #advance(controlled: Controlled): void {
    const { release, state } = controlled;
    const target = this.#target(release);
    const template = podTemplate(target);
    const released = template !== controlled.released;
    const passes = this.#passes(controlled);
    controlled.state =
      released && state.phase === 'Progressing'
        ? // Another release in the middle of one starts again from nothing.
          { ...AT_REST, phase: 'Progressing' }
        : advanceRelease(release.manifest, state, { released, passes });
    if (controlled.state.phase === 'Progressing') {
      controlled.released = template;
      controlled.hasReleased = true;
    }
    if (controlled.state.phase === 'Succeeded') controlled.promoted = target;
  }

  /** Whether enough of the calls since the last round succeeded; no calls are no success. */
  #passes(controlled: Controlled): boolean {
    const { namespace, target, minSuccessPercent } = controlled.release;
    const now = this.#count(namespace, target);
    const calls = now.calls - controlled.counted.calls;
    const failed = now.failed - controlled.counted.failed;
    controlled.counted = now;
    return calls > 0 && 100 * (1 - failed / calls) >= minSuccessPercent;
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

function podTemplate(target: Manifest | undefined): string {
  return JSON.stringify(target?.spec?.template ?? null);
}
