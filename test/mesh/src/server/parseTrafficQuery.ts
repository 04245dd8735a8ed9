import { RolloutTargets, ServiceRef } from 'backstage-plugin-mesh-traffic-common';

/** What `/traffic` was asked. */
export interface TrafficQuery {
  service: ServiceRef;
  /** What the asker knows of the service's rings. */
  rollout?: RolloutTargets;
  windowSeconds: number;
  stepSeconds: number;
  panelSeconds?: number;
  panels: boolean;
}

/** Why a query cannot be answered, in one sentence. */
export class QueryProblem {
  constructor(readonly message: string) {}
}

const MAX_SECONDS = 30 * 24 * 3600;

/**
 * Reads the query of `/traffic`: `namespace` and `service` are required; `mesh` is echoed; `windowSeconds`
 * defaults to 300, `stepSeconds` to 15, `panelSeconds` to the window, `panels` to true. `ringService` and
 * `ringTarget`, each as often as needed, name what else carries the service's calls.
 */
export function parseTrafficQuery(search: URLSearchParams): TrafficQuery | QueryProblem {
  const namespace = search.get('namespace');
  const service = search.get('service');
  if (!namespace || !service) {
    return new QueryProblem('Name the service: ?namespace=<namespace>&service=<service>.');
  }
  const windowSeconds = secondsIn(search, 'windowSeconds') ?? 300;
  const stepSeconds = secondsIn(search, 'stepSeconds') ?? 15;
  const panelSeconds = secondsIn(search, 'panelSeconds');
  for (const seconds of [windowSeconds, stepSeconds, panelSeconds ?? windowSeconds]) {
    if (!Number.isFinite(seconds) || seconds < 1 || seconds > MAX_SECONDS) {
      return new QueryProblem(
        `windowSeconds, stepSeconds and panelSeconds are numbers from 1 to ${MAX_SECONDS}.`,
      );
    }
  }
  return {
    service: { mesh: search.get('mesh') ?? 'built-in', namespace, service },
    ...(search.has('ringTarget') && {
      rollout: { services: search.getAll('ringService'), targets: search.getAll('ringTarget') },
    }),
    windowSeconds,
    stepSeconds,
    panelSeconds,
    panels: search.get('panels') !== 'false',
  };
}

function secondsIn(search: URLSearchParams, name: string): number | undefined {
  const text = search.get(name);
  return text === null || text === '' ? undefined : Number(text);
}
