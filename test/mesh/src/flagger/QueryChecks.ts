import { Manifest } from 'backstage-plugin-mesh-traffic-common';
import { QueryCheck } from './analysisChecks';
import { AskQuery } from './askPrometheus';
import { CanaryRelease } from './CanaryRelease';
import { queryText } from './queryText';

/**
 * Checks that are queries of somebody's. An answer outside of its range, none at all, and a query that cannot be
 * asked fail the check, as with Flagger. What Flagger could ask and the mesh cannot is taken as passed, and said.
 */
export class QueryChecks {
  #ask: AskQuery | undefined;
  readonly #onProblem: (sentence: string) => void;
  readonly #said = new Set<string>();
  readonly #asking = new Set<Promise<void>>();
  readonly #verdicts = new Map<string, boolean>();
  readonly #pending = new Set<string>();

  /**
   * @param options - `ask`: absent where there is nobody to ask; `onProblem`: called once for each sentence about a
   *   check that is not measured, as soon as a release needs it
   */
  constructor(options: { ask?: AskQuery; onProblem?(sentence: string): void } = {}) {
    this.#ask = options.ask;
    this.#onProblem = options.onProblem ?? (() => {});
  }

  /** From now on there is somebody to ask. */
  askFrom(ask: AskQuery): void {
    this.#ask = ask;
  }

  /** One sentence for each check that is not measured. */
  notMeasured(release: CanaryRelease, manifests: readonly Manifest[]): string[] {
    return queriesOf(release).flatMap(check => {
      const text = queryText(check, release, manifests);
      const head = `Check ${check.name} of Canary ${release.id}`;
      if (typeof text === 'string') {
        return this.#ask ? [] : [`${head} is taken as passed: there is no Prometheus to ask.`];
      }
      return [`${head} ${text.byFlagger ? 'fails' : 'is taken as passed'}: ${text.problem}.`];
    });
  }

  /**
   * Whether all queries of a round are met. Undefined while they are being asked; the answer is given once.
   */
  verdict(release: CanaryRelease, manifests: readonly Manifest[]): boolean | undefined {
    const checks = queriesOf(release);
    if (checks.length === 0) return true;
    const known = this.#verdicts.get(release.id);
    if (known !== undefined) {
      this.#verdicts.delete(release.id);
      return known;
    }
    if (this.#pending.has(release.id)) return undefined;
    this.notMeasured(release, manifests).forEach(sentence => this.#sayOnce(sentence));
    this.#pending.add(release.id);
    const asking = Promise.all(checks.map(check => this.#isMet(check, release, manifests))).then(
      met => {
        this.#verdicts.set(release.id, met.every(Boolean));
        this.#pending.delete(release.id);
        this.#asking.delete(asking);
      },
    );
    this.#asking.add(asking);
    return undefined;
  }

  /** Resolves when everything that was asked is answered. */
  async settled(): Promise<void> {
    await Promise.all(this.#asking);
  }

  async #isMet(
    check: QueryCheck,
    release: CanaryRelease,
    manifests: readonly Manifest[],
  ): Promise<boolean> {
    const text = queryText(check, release, manifests);
    if (typeof text !== 'string') return !text.byFlagger;
    if (!this.#ask) return true;
    const { min = -Infinity, max = Infinity } = check;
    try {
      const value = await this.#ask(text);
      return value !== undefined && value >= min && value <= max;
    } catch (error) {
      // Flagger halts where it cannot ask.
      const reason = error instanceof Error ? error.message : String(error);
      this.#sayOnce(`Check ${check.name} of Canary ${release.id} fails: ${reason}.`);
      return false;
    }
  }

  #sayOnce(sentence: string): void {
    if (this.#said.has(sentence)) return;
    this.#said.add(sentence);
    this.#onProblem(sentence);
  }
}

function queriesOf({ checks }: CanaryRelease): QueryCheck[] {
  return checks.filter(check => check.kind === 'query');
}
