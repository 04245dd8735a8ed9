import { Manifest, manifestKey } from 'backstage-plugin-mesh-traffic-common';

/**
 * Remembers in which order objects came into being. Istio lets the older of two competing objects win, and a
 * file that is deleted and comes back makes a new object.
 */
export class CreationOrder {
  #keys: string[] = [];

  /**
   * Takes note of what exists now.
   *
   * @returns the same manifests, oldest first
   */
  update(manifests: readonly Manifest[]): Manifest[] {
    const byKey = new Map(manifests.map(manifest => [manifestKey(manifest), manifest]));
    const known = this.#keys.filter(key => byKey.has(key));
    const knownKeys = new Set(known);
    const added = [...byKey.keys()].filter(key => !knownKeys.has(key));
    this.#keys = [...known, ...added];
    return this.#keys.flatMap(key => byKey.get(key) ?? []);
  }
}
