import { CallLedger } from './CallLedger';
import {
  CalledService,
  istioLabels,
  Peer,
  Report,
  unknownPeer,
  withoutPrincipal,
} from './istioLabels';

export interface CallReporterOptions {
  ledger: CallLedger;
  /** The caller, as it describes itself. */
  source: Peer;
  /** False: the caller has no sidecar. It reports nothing, and nobody learns who it is. */
  sourceHasSidecar: boolean;
}

/** What the pods of a destination see of a call. */
export interface ArrivalReport {
  service: CalledService;
  peer: Peer;
  code: number;
  /** Envoy's response flags; `-` for none. */
  flags: string;
  durationMs: number;
  mutualTls: boolean;
}

/** What the caller sees of a call. */
export type DepartureReport = Omit<ArrivalReport, 'mutualTls'>;

/** Writes down what the sidecars at both ends of a caller's calls report. */
export class CallReporter {
  readonly #options: CallReporterOptions;
  readonly #series = new Map<string, number>();

  constructor(options: CallReporterOptions) {
    this.#options = options;
  }

  get sourceHasSidecar(): boolean {
    return this.#options.sourceHasSidecar;
  }

  atSource(seen: DepartureReport): void {
    const { source, sourceHasSidecar } = this.#options;
    if (!sourceHasSidecar) return;
    this.#record(seen, `s|${keyOf(seen)}`, () => ({
      ...seen,
      reporter: 'source',
      // The own principal is read off the connection to the peer as well: both are known, or neither.
      source: seen.peer.principal === unknownPeer.principal ? withoutPrincipal(source) : source,
      destination: seen.peer,
      mutualTls: false,
    }));
  }

  atDestination(seen: ArrivalReport): void {
    const { source, sourceHasSidecar } = this.#options;
    this.#record(seen, `d|${seen.mutualTls}|${keyOf(seen)}`, () => {
      // Without mutual TLS sidecars still tell each other who they are, only unproven and without a principal.
      const known = sourceHasSidecar ? withoutPrincipal(source) : unknownPeer;
      return {
        ...seen,
        reporter: 'destination',
        source: seen.mutualTls ? source : known,
        destination: seen.mutualTls ? seen.peer : withoutPrincipal(seen.peer),
      };
    });
  }

  /** Runs for every call: labels are put together only for a series that is new. */
  #record(seen: DepartureReport, key: string, report: () => Report): void {
    let series = this.#series.get(key);
    if (series === undefined) {
      series = this.#options.ledger.series(istioLabels(report()));
      this.#series.set(key, series);
    }
    // Envoy measures whole milliseconds.
    this.#options.ledger.record(series, Math.round(seen.durationMs));
  }
}

/** Everything that tells the series of one caller apart. */
function keyOf({ service, peer, code, flags }: DepartureReport): string {
  return `${service.name}|${peer.workload}|${peer.principal}|${code}|${flags}`;
}
