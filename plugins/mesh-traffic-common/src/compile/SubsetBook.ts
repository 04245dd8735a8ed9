/** A subset as a DestinationRule holds it. */
export interface Subset {
  name: string;
  labels?: Record<string, string>;
  trafficPolicy?: Record<string, unknown>;
}

/** The subsets of each host, gathered while routes are built, so that no route can name a missing one. */
export class SubsetBook {
  readonly #hosts = new Map<string, Map<string, Subset>>();

  /** Adds a subset, unless the host has one of that name. */
  add(host: string, subset: Subset): void {
    let subsets = this.#hosts.get(host);
    if (!subsets) this.#hosts.set(host, (subsets = new Map()));
    if (!subsets.has(subset.name)) subsets.set(subset.name, subset);
  }

  /** The subsets of a host by name. */
  of(host: string): Subset[] {
    const subsets = this.#hosts.get(host);
    if (!subsets) return [];
    return [...subsets.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
  }
}
