import { RolloutTraffic, TrafficGap, TrafficSnapshot } from 'backstage-plugin-mesh-traffic-common';
import { TelemetrySource, TrafficQuery } from 'backstage-plugin-mesh-traffic-node';
import { MeshConfig, PrometheusConfig } from '../config/MeshConfig';
import { tallyCalls } from './CallTally';
import { InstantSeries, PrometheusAnswer, PrometheusClient } from './PrometheusClient';
import { callCounts, callRates, latencyBuckets, latencyOverTime, TrafficScope } from './queries';
import { mergeHistograms, readHistograms, toCallerTraffic, toNumbers } from './toCallerTraffic';
import { TimeGrid, toPanels } from './toPanels';
import { withRolledOutVersions } from './withRolledOutVersions';

const MAX_CALLERS = 100;

const UNCERTAIN_DENIALS: TrafficGap = {
  what: 'turnedAway',
  reason:
    'Answers with 403 may come from an access rule or from the application: the mesh does not tag them.',
};

/** Measures traffic through Prometheus: four queries with panels, two without. */
export class PrometheusTelemetrySource implements TelemetrySource {
  readonly name = 'Prometheus';
  readonly #client: PrometheusClient;

  constructor(
    private readonly prometheus: PrometheusConfig,
    private readonly istio: MeshConfig['istio'],
    private readonly now: () => number = Date.now,
  ) {
    this.#client = new PrometheusClient(prometheus);
  }

  async readTraffic(query: TrafficQuery): Promise<TrafficSnapshot> {
    const scope: TrafficScope = {
      service: query.service,
      rollout: query.rollout,
      clusterDomain: this.istio.clusterDomain,
      matchers: this.prometheus.matchers,
    };
    const takenAt = this.now();
    const seconds = Math.floor(takenAt / 1000);
    const grid = gridOf(query, seconds);
    const rateSeconds = Math.max(query.stepSeconds, 4 * this.prometheus.scrapeIntervalSeconds);
    const unasked = Promise.resolve(undefined);

    // Without the counts there is no answer; whatever else is missing is said as a gap.
    const [counts, buckets, rates, latency] = await Promise.all([
      this.#client.query(callCounts(scope, query.windowSeconds), seconds),
      settle(this.#client.query(latencyBuckets(scope, query.windowSeconds), seconds)),
      query.panels ? settle(this.#client.queryRange(callRates(scope, rateSeconds), grid)) : unasked,
      query.panels
        ? settle(this.#client.queryRange(latencyOverTime(scope, rateSeconds), grid))
        : unasked,
    ]);

    const { tallies, denialsCertain } = tallyCalls(
      withRolledOutVersions(counts.series, query.rollout),
    );
    const histograms = readHistograms(answerOf(buckets)?.series ?? []);
    const callers = tallies
      .map(tally => toCallerTraffic(tally, histograms.get(tally.namespace), query.windowSeconds))
      .filter(caller => (caller.requestsPerMinute ?? 0) > 0)
      .sort(
        (a, b) =>
          (b.requestsPerMinute ?? 0) - (a.requestsPerMinute ?? 0) ||
          a.namespace.localeCompare(b.namespace, 'en'),
      );
    const measuredRates = answerOf(rates)?.series;
    const { panels, truncated } = toPanels(
      measuredRates && withRolledOutVersions(measuredRates, query.rollout),
      answerOf(latency)?.series,
      grid,
    );
    return {
      service: query.service,
      source: this.name,
      takenAt: new Date(takenAt).toISOString(),
      windowSeconds: query.windowSeconds,
      stepSeconds: query.stepSeconds,
      totals: toNumbers(tallies, mergeHistograms(histograms.values()), query.windowSeconds),
      callers: callers.slice(0, MAX_CALLERS),
      panels,
      rollouts: readRollouts(counts.series),
      stale: false,
      gaps: [
        ...partialGaps([counts, answerOf(buckets), answerOf(rates), answerOf(latency)]),
        ...failureGap('latency', buckets),
        ...failureGap('series', rates),
        ...failureGap('latency', latency),
        ...(denialsCertain ? [] : [UNCERTAIN_DENIALS]),
      ],
      truncated: truncated + Math.max(0, callers.length - MAX_CALLERS),
    };
  }
}

/** Multiples of the step, so that the same minute asks for the same points. */
function gridOf(
  { windowSeconds, panelSeconds, stepSeconds: step }: TrafficQuery,
  now: number,
): TimeGrid {
  const end = Math.floor(now / step) * step;
  const length = Math.max(windowSeconds, panelSeconds ?? 0);
  return { start: end - Math.floor(length / step) * step, end, step };
}

type Settled<T> = { answer: PrometheusAnswer<T> } | { failure: Error };

async function settle<T>(asked: Promise<PrometheusAnswer<T>>): Promise<Settled<T>> {
  return asked.then(
    answer => ({ answer }),
    (failure: Error) => ({ failure }),
  );
}

function answerOf<T>(settled: Settled<T> | undefined): PrometheusAnswer<T> | undefined {
  return settled && 'answer' in settled ? settled.answer : undefined;
}

function failureGap(what: TrafficGap['what'], settled: Settled<unknown> | undefined): TrafficGap[] {
  return settled && 'failure' in settled ? [{ what, reason: settled.failure.message }] : [];
}

function partialGaps(answers: Array<PrometheusAnswer<unknown> | undefined>): TrafficGap[] {
  return answers.some(answer => answer?.partial)
    ? [{ what: 'callers', reason: 'Monitoring says that a part of its data is missing.' }]
    : [];
}

/** `flagger_canary_status`: 0 progressing, 2 failed, 1 every other phase (flagger, pkg/metrics/recorder.go). */
function readRollouts(series: readonly InstantSeries[]): RolloutTraffic[] {
  const phases: Record<number, RolloutTraffic['phase']> = {
    0: 'progressing',
    1: 'idle',
    2: 'failed',
  };
  const rollouts = new Map<string, RolloutTraffic>();
  for (const { labels, value } of series) {
    const target = labels.name ?? labels.workload;
    if (!labels.__name__?.startsWith('flagger_') || !target || value === undefined) continue;
    const rollout = rollouts.get(target) ?? { target };
    rollouts.set(target, rollout);
    if (labels.__name__ === 'flagger_canary_weight') rollout.canaryWeight = value;
    else rollout.phase = phases[value];
  }
  return [...rollouts.values()];
}
