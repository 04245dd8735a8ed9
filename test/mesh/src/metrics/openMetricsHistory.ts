import {
  bucketBoundsMs,
  bucketsOf,
  callsOf,
  durationSumOf,
  LedgerSample,
} from '../model/CallLedger';
import { IstioLabels } from '../model/istioLabels';

const DURATION = 'istio_request_duration_milliseconds';
/** Buckets that hold a boundary of what is seen; the others only repeat their neighbours. */
const HISTORY_BOUNDS_MS = new Set([5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000]);

/**
 * The past of the counters in OpenMetrics text, for `promtool tsdb create-blocks-from openmetrics`. Durations
 * are in it as the sources report them only: that halves the work, and nobody looks at the others' past.
 *
 * @param samples - oldest first
 * @param extraLabels - what Prometheus will add when it scrapes, so that the series go on without a break
 */
export function* openMetricsHistory(
  labels: readonly IstioLabels[],
  samples: readonly LedgerSample[],
  extraLabels: Record<string, string>,
): Generator<string> {
  yield '# TYPE istio_requests counter\n';
  for (let series = 0; series < labels.length; series += 1) {
    const name = `istio_requests_total{${labelText({ ...labels[series], ...extraLabels })}}`;
    yield linesOf(samples, sample => `${name} ${callsOf(sample, series)}`);
  }
  yield `# TYPE ${DURATION} histogram\n`;
  for (let series = 0; series < labels.length; series += 1) {
    if (labels[series].reporter === 'source') {
      yield durationLines(series, samples, labelText({ ...labels[series], ...extraLabels }));
    }
  }
  yield '# EOF\n';
}

function durationLines(series: number, samples: readonly LedgerSample[], text: string): string {
  return linesOf(samples, sample => {
    let cumulative = 0;
    const lines: string[] = [];
    bucketsOf(sample, series).forEach((count, index) => {
      cumulative += count;
      const bound = bucketBoundsMs.at(index);
      if (bound !== undefined && !HISTORY_BOUNDS_MS.has(bound)) return;
      lines.push(`${DURATION}_bucket{${text},le="${bound ?? '+Inf'}"} ${cumulative}`);
    });
    lines.push(`${DURATION}_sum{${text}} ${durationSumOf(sample, series)}`);
    lines.push(`${DURATION}_count{${text}} ${cumulative}`);
    return lines.join('\n');
  });
}

/** Each line gets its time; samples that have nothing of the series yet are left out. */
function linesOf(
  samples: readonly LedgerSample[],
  write: (sample: LedgerSample) => string,
): string {
  let text = '';
  for (const sample of samples) {
    const written = write(sample);
    if (written.endsWith(' 0')) continue;
    text += `${written.replaceAll('\n', ` ${sample.unixSeconds}\n`)} ${sample.unixSeconds}\n`;
  }
  return text;
}

function labelText(labels: Record<string, string>): string {
  return Object.entries(labels)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}="${value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`)
    .join(',');
}
