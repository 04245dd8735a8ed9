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
    let response: Response;
    try {
      response = await fetch(`${this.#url}/traffic`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(query),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      throw new ServiceUnavailableError('The built-in mesh is not answering.', error);
    }
    if (!response.ok) {
      throw new ServiceUnavailableError(`The built-in mesh answered ${response.status}.`);
    }
    return response.json();
  }
}
