import { isError, ServiceUnavailableError } from '@backstage/errors';
import { z } from 'zod';
import { PrometheusConfig } from '../config/MeshConfig';
import { BodyTooLargeError, readBounded } from '../readBounded';

const MAX_ANSWER_BYTES = 8_000_000;

const sample = z.tuple([z.number(), z.string()]);

const answerSchema = z.object({
  status: z.literal('success'),
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        value: sample.optional(),
        values: z.array(sample).optional(),
      }),
    ),
  }),
  warnings: z.array(z.string()).optional(),
});

/** One value per series. */
export interface InstantSeries {
  labels: Record<string, string>;
  /** Absent for NaN and infinity, which say that there is nothing to divide by. */
  value?: number;
}

/** Values over time, `[unix seconds, value]`. */
export interface RangeSeries {
  labels: Record<string, string>;
  points: Array<[seconds: number, value: number | undefined]>;
}

export interface PrometheusAnswer<T> {
  series: T[];
  /** True when the server says that parts of the data are missing (Thanos, Mimir). */
  partial: boolean;
}

/** Asks Prometheus, or what speaks its HTTP API: Thanos, Mimir, VictoriaMetrics. */
export class PrometheusClient {
  constructor(private readonly config: PrometheusConfig) {}

  /** @throws ServiceUnavailableError with a sentence for the person */
  async query(promql: string, time: number): Promise<PrometheusAnswer<InstantSeries>> {
    const answer = await this.#ask('query', { query: promql, time: String(time) });
    return {
      partial: isPartial(answer),
      series: answer.data.result.map(({ metric, value }) => ({
        labels: metric,
        value: value && toNumber(value[1]),
      })),
    };
  }

  /** @throws ServiceUnavailableError with a sentence for the person */
  async queryRange(
    promql: string,
    range: { start: number; end: number; step: number },
  ): Promise<PrometheusAnswer<RangeSeries>> {
    const answer = await this.#ask('query_range', {
      query: promql,
      start: String(range.start),
      end: String(range.end),
      step: String(range.step),
    });
    return {
      partial: isPartial(answer),
      series: answer.data.result.map(({ metric, values = [] }) => ({
        labels: metric,
        points: values.map(([seconds, text]) => [seconds, toNumber(text)]),
      })),
    };
  }

  async #ask(endpoint: string, parameters: Record<string, string>) {
    const { url, headers, timeoutMs } = this.config;
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${url}/api/v1/${endpoint}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ ...parameters, timeout: `${timeoutMs}ms` }).toString(),
        // A redirect could carry the secret headers to another host.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      text = await readBounded(response, MAX_ANSWER_BYTES);
    } catch (error) {
      throw new ServiceUnavailableError(describeFailure(error, timeoutMs));
    }
    if (!response.ok) {
      throw new ServiceUnavailableError(describeStatus(response.status));
    }
    const outcome = answerSchema.safeParse(parseJson(text));
    if (!outcome.success) {
      throw new ServiceUnavailableError(
        'Monitoring answered with something that is no answer of Prometheus. Ask the platform team to check prometheus.url.',
      );
    }
    return outcome.data;
  }
}

function isPartial(answer: z.infer<typeof answerSchema>): boolean {
  return (answer.warnings ?? []).length > 0;
}

function toNumber(text: string): number | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function describeFailure(error: unknown, timeoutMs: number): string {
  if (error instanceof BodyTooLargeError) {
    return 'Monitoring sent more data than can be shown. Choose a shorter window.';
  }
  const late = isError(error) && error.name === 'TimeoutError';
  const how = late ? `did not answer within ${timeoutMs / 1000} seconds` : 'is not answering';
  return `Monitoring ${how}. Try again in a moment.`;
}

function describeStatus(status: number): string {
  if (status === 401 || status === 403) {
    return `Monitoring refused the credentials of this Backstage (${status}). Ask the platform team to check prometheus.headers.`;
  }
  if (status === 404) {
    return 'Monitoring was not found at its address (404). Ask the platform team to check prometheus.url.';
  }
  return `Monitoring answered ${status}. Try again in a moment.`;
}
