import { hostsOverlap, isWildcard } from '../simulate/hosts';

/** Things by host; wildcards belong to every host that they cover. */
export class HostCollection<T> {
  private readonly byHost = new Map<string, T[]>();
  private readonly wild: [string, T][] = [];

  add(host: string, thing: T): void {
    if (isWildcard(host)) {
      this.wild.push([host, thing]);
    } else {
      const known = this.byHost.get(host);
      if (known) {
        known.push(thing);
      } else {
        this.byHost.set(host, [thing]);
      }
    }
  }

  overlapping(host: string): T[] {
    return [
      ...(this.byHost.get(host) ?? []),
      ...this.wild.filter(([pattern]) => hostsOverlap(pattern, host)).map(([, thing]) => thing),
    ];
  }
}
