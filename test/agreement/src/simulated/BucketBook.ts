import type { SimulationResult } from 'backstage-plugin-mesh-traffic-common';
import { ANONYMOUS } from '../oracle/limitOf';
import type { Expected } from '../oracle/Expected';
import { arrivalsOf, realBuckets } from './differences';

/** Whose bucket is which: one owner has one bucket, and one bucket one owner. */
export class BucketBook {
  readonly #owners = new Map<string, string>();
  readonly #buckets = new Map<string, string>();

  /** Enters a call; gives what does not fit. */
  add({ limit }: Expected, { destinations }: SimulationResult): string[] {
    // Calls without a certificate share the bucket of strangers or have one of their own: both are right.
    if (!limit || limit.owner === ANONYMOUS) return [];
    const found: string[] = [];
    for (const arrival of destinations.flatMap(arrivalsOf)) {
      for (const { descriptor } of realBuckets(arrival.limits)) {
        const bucket = JSON.stringify(descriptor);
        const owner = this.#owners.get(bucket) ?? limit.owner;
        const known = this.#buckets.get(limit.owner) ?? bucket;
        this.#owners.set(bucket, owner);
        this.#buckets.set(limit.owner, known);
        if (owner !== limit.owner || known !== bucket) {
          found.push(`${limit.owner} draws from ${bucket}, which is that of ${owner}`);
        }
      }
    }
    return found;
  }
}
