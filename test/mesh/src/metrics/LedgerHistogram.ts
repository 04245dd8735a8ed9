import { Histogram, MetricObjectWithValues, MetricValueWithName, Registry } from 'prom-client';
import {
  bucketBoundsMs,
  bucketsOf,
  CallLedger,
  durationSumOf,
  LedgerSample,
} from '../model/CallLedger';
import { istioLabelNames, IstioLabels } from '../model/istioLabels';

type Exported = MetricObjectWithValues<MetricValueWithName<string>>;

const NAME = 'istio_request_duration_milliseconds';
const HELP = 'Duration of requests in milliseconds, as the reporting sidecar measured it';

/**
 * `istio_request_duration_milliseconds`, read off the ledger whenever it is scraped. A histogram of prom-client
 * takes one observation at a time; the ledger has counted them already.
 */
export class LedgerHistogram extends Histogram<string> {
  readonly #ledger: CallLedger;
  /** Never observes anything; says what a histogram without values looks like. */
  readonly #empty: Histogram<string>;

  constructor(ledger: CallLedger, registry: Registry) {
    const configuration = {
      name: NAME,
      help: HELP,
      labelNames: [...istioLabelNames],
      buckets: [...bucketBoundsMs],
    };
    super({ ...configuration, registers: [registry] });
    this.#ledger = ledger;
    this.#empty = new Histogram({ ...configuration, registers: [] });
  }

  override async get(): Promise<Exported> {
    const sample = this.#ledger.sample(0);
    const values = this.#ledger.labels.flatMap((labels, series) => lines(labels, series, sample));
    return { ...(await this.#empty.get()), values };
  }

  /** What a registry calls when it writes text. */
  async getForPromString(): Promise<Exported> {
    return this.get();
  }
}

function lines(
  labels: IstioLabels,
  series: number,
  sample: LedgerSample,
): MetricValueWithName<string>[] {
  const buckets = bucketsOf(sample, series);
  let cumulative = 0;
  const exported = Array.from(buckets, (count, index): MetricValueWithName<string> => {
    cumulative += count;
    const le = index < bucketBoundsMs.length ? String(bucketBoundsMs[index]) : '+Inf';
    return { metricName: `${NAME}_bucket`, labels: { ...labels, le }, value: cumulative };
  });
  exported.push(
    { metricName: `${NAME}_sum`, labels, value: durationSumOf(sample, series) },
    { metricName: `${NAME}_count`, labels, value: cumulative },
  );
  return exported;
}
