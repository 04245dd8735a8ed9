import { ServiceUnavailableError } from '@backstage/errors';
import { TrafficSnapshot } from 'backstage-plugin-mesh-traffic-common';
import { TelemetrySource, TrafficQuery } from 'backstage-plugin-mesh-traffic-node';

const TIMEOUT_MS = 10_000;

/** Reads the numbers of the portal's small mesh over HTTP. */
export class BuiltInMeshTelemetry implements TelemetrySource {
  readonly name = 'built-in mesh';
  readonly #url: string;

  /** @param url - where the mesh listens, without a path */
  constructor(url: string) {
    this.#url = url;
  }

  async readTraffic(query: TrafficQuery): Promise<TrafficSnapshot> {
    const { service, rollout, windowSeconds, stepSeconds, panelSeconds, panels } = query;
    const url = new URL('/traffic', this.#url);
    for (const [name, value] of Object.entries({
      ...service,
      windowSeconds,
      stepSeconds,
      panelSeconds,
      panels,
    })) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    for (const name of rollout?.services ?? []) url.searchParams.append('ringService', name);
    for (const name of rollout?.targets ?? []) url.searchParams.append('ringTarget', name);

    let response: Response;
    try {
      response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (error) {
      throw new ServiceUnavailableError('The built-in mesh is not answering.', error);
    }
    if (!response.ok) {
      throw new ServiceUnavailableError(`The built-in mesh answered ${response.status}.`);
    }
    return response.json();
  }
}
