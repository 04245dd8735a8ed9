import { parseDuration, SimulationResult } from 'backstage-plugin-mesh-traffic-common';
import { Answer, Attempts, LOCAL_ANSWER_MS, OVERHEAD_MS, RETRY_PAUSE_MS } from './Attempts';
import { CallReporter } from './CallReporter';
import { ConnectionPool } from './ConnectionPool';
import { unknownPeer, withoutCluster } from './istioLabels';
import { pickWeighted } from './pickWeighted';
import { Random } from './random';

export interface CallFlowOptions {
  host: string;
  result: SimulationResult;
  /** The destinations that get calls. */
  attempts: readonly Attempts[];
  /** The destinations that get copies of calls, so many in a hundred. */
  copies: ReadonlyArray<{ percent: number; attempts: Attempts }>;
  reporter: CallReporter;
  random: Random;
  /** Calls that come at once, from one pod of the caller; 1: they come by chance. */
  burst: number;
  /** The connections that a pod of the caller has to a destination; undefined where nothing limits them. */
  pool(attempts: Attempts): ConnectionPool | undefined;
}

/** All calls from one workload to one host: how they are routed was decided once, who gets which is drawn. */
export class CallFlow {
  readonly #options: CallFlowOptions;
  readonly #timeoutMs: number;
  readonly #tries: number;
  readonly #perTryMs: number;
  readonly #retryOn: readonly string[];
  readonly #retryStatuses: readonly number[];

  constructor(options: CallFlowOptions) {
    const { timeout, retries } = options.result;
    const own = typeof retries === 'object' ? retries : undefined;
    this.#options = options;
    this.#timeoutMs = limitOf(timeout);
    this.#tries = 1 + (own?.attempts ?? 0);
    this.#perTryMs = limitOf(own?.perTryTimeout);
    this.#retryOn = own?.on.split(',') ?? [];
    this.#retryStatuses = own?.statuses ?? [];
  }

  /** Says how many calls a second are to come for so long, over all pods of the caller: limits open by that. */
  expect(callsPerSecond: number, seconds: number): void {
    const { attempts, copies, burst } = this.#options;
    const span = { seconds, mostMs: this.#timeoutMs, evenly: burst === 1 };
    const total = attempts.reduce((sum, { target }) => sum + target.weight, 0);
    for (const each of attempts) {
      const share = each.target.weight / total;
      each.expect({ ...span, callsPerSecond: callsPerSecond * share });
    }
    for (const { percent, attempts: copied } of copies) {
      copied.expect({ ...span, callsPerSecond: (callsPerSecond * percent) / 100 });
    }
  }

  /** Sends the calls of a span of time, and writes down what both sides report. */
  send(callsPerSecond: number, seconds: number, unixSeconds: number): void {
    const { burst, random } = this.#options;
    const bursts = random.poisson((callsPerSecond * seconds) / burst);
    for (let index = 0; index < bursts; index += 1) {
      if (burst === 1) this.#call(this.#pick(), unixSeconds);
      else this.#burst(burst, unixSeconds);
    }
  }

  #burst(size: number, unixSeconds: number): void {
    const picked = new Map<Attempts | undefined, number>();
    for (let call = 0; call < size; call += 1) {
      const attempts = this.#pick();
      picked.set(attempts, (picked.get(attempts) ?? 0) + 1);
    }
    for (const [attempts, calls] of picked) {
      const overflow = attempts ? (this.#options.pool(attempts)?.burst(calls) ?? 0) : 0;
      for (let call = 0; call < calls; call += 1) {
        this.#call(attempts, unixSeconds, call < overflow);
      }
    }
  }

  #pick(): Attempts | undefined {
    const { attempts, random } = this.#options;
    return pickWeighted(attempts, ({ target }) => target.weight, random);
  }

  #call(attempts: Attempts | undefined, unixSeconds: number, overflows = false): void {
    const { host, result, reporter } = this.#options;
    if (!attempts || attempts.target.destination.fails === 'NC') {
      reporter.atSource({
        service: withoutCluster(host),
        peer: unknownPeer,
        durationMs: LOCAL_ANSWER_MS,
        ...(attempts ? { code: 503, flags: 'NC' } : answerOfError(result.error)),
      });
      return;
    }
    const answer = overflows ? attempts.overflow() : this.#tryUntilAnswered(attempts, unixSeconds);
    reporter.atSource({ service: attempts.target.service, ...answer });
    this.#copy(unixSeconds);
  }

  /** Nobody waits for a copy or tries it again; only the pods that get it report it (istio/istio#23496). */
  #copy(unixSeconds: number): void {
    const { copies, random } = this.#options;
    for (const { percent, attempts } of copies) {
      if (attempts.target.destination.fails === 'NC') continue;
      if (percent < 100 && random.next() * 100 >= percent) continue;
      attempts.try(this.#timeoutMs, unixSeconds);
    }
  }

  #tryUntilAnswered(attempts: Attempts, unixSeconds: number): Answer {
    const { random } = this.#options;
    let spentMs = OVERHEAD_MS;
    for (let attempt = 1; ; attempt += 1) {
      const leftMs = Math.min(this.#perTryMs, this.#timeoutMs - spentMs);
      const answer = attempts.try(leftMs, unixSeconds);
      spentMs += answer.durationMs;
      const wanted = this.#isRetried(answer);
      if (!wanted || attempt >= this.#tries || spentMs >= this.#timeoutMs) {
        const flags = wanted && attempt > 1 ? withFlag(answer.flags, 'URX') : answer.flags;
        return { ...answer, flags, durationMs: spentMs };
      }
      if (!attempts.retryLimit.allows(random)) {
        // The answer stays what it is, with the mark that a limit was in the way.
        return { ...answer, flags: withFlag(answer.flags, 'UO'), durationMs: spentMs };
      }
      spentMs += RETRY_PAUSE_MS * attempt;
    }
  }

  #isRetried({ code, flags, overloaded }: Answer): boolean {
    // There is nobody to try instead, or a try more would only add to the pressure.
    if (flags === 'UH' || overloaded) return false;
    return (
      (code >= 500 && this.#retryOn.includes('5xx')) ||
      ([502, 503, 504].includes(code) && this.#retryOn.includes('gateway-error')) ||
      this.#retryStatuses.includes(code)
    );
  }
}

/** Milliseconds; `none` and nothing are no limit. */
function limitOf(duration: string | undefined): number {
  return (duration === undefined ? undefined : parseDuration(duration)) ?? Infinity;
}

/** The simulator's word for a call without a destination, such as `direct response 403` or `redirect 301`. */
function answerOfError(error: string | undefined): { code: number; flags: string } {
  const direct = /^(?:direct response|redirect) (\d{3})$/.exec(error ?? '');
  return direct ? { code: Number(direct[1]), flags: '-' } : { code: 404, flags: 'NR' };
}

function withFlag(flags: string, flag: string): string {
  return flags === '-' ? flag : `${flags},${flag}`;
}
