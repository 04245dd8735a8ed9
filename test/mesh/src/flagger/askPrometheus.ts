/** Asks a query. Undefined: there is no value. Rejects when nobody could answer. */
export type AskQuery = (query: string) => Promise<number | undefined>;

const ANSWER_WITHIN_MS = 5000;

/**
 * Asks a Prometheus as Flagger does: the last of several series counts, and NaN is no value (flagger
 * pkg/metrics/providers/prometheus.go).
 *
 * @param url - origin without a slash at the end
 */
export function askPrometheus(url: string): AskQuery {
  return async query => {
    const request = fetch(`${url}/api/v1/query?${new URLSearchParams({ query })}`, {
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const response = await request.catch(() => {
      throw new Error(`Prometheus at ${url} does not answer`);
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) {
      const reason = at(answer, 'error');
      throw new Error(`Prometheus answered ${response.status}${reason ? `: ${reason}` : ''}`);
    }
    const result = at(at(answer, 'data'), 'result');
    if (!Array.isArray(result)) throw new Error('Prometheus answered something else than series');
    const value: unknown = at(result.at(-1), 'value');
    const number = Array.isArray(value) ? Number(value[1]) : NaN;
    return Number.isNaN(number) ? undefined : number;
  };
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
