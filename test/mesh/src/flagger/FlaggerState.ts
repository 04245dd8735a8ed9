import { Manifest } from 'backstage-plugin-mesh-traffic-common';

/** One Canary and where its rollout stands. */
export interface CanaryState {
  namespace: string;
  /** Name of the target workload: what Flagger's metrics call `name`. */
  target: string;
  /** Name of the service that clients call. */
  apex: string;
  phase: 'idle' | 'progressing';
  /** Percent on the canary; undefined before the first release. */
  weight?: number;
}

/** What Flagger would know: the Canaries that exist, and their releases. */
export class FlaggerState {
  #canaries: CanaryState[] = [];

  get canaries(): readonly CanaryState[] {
    return this.#canaries;
  }

  /** Takes over the Canaries among these manifests. */
  update(manifests: readonly Manifest[]): void {
    this.#canaries = manifests
      .filter(
        manifest => manifest.kind === 'Canary' && manifest.apiVersion.startsWith('flagger.app/'),
      )
      .map(manifest => {
        const target = nameIn(manifest.spec?.targetRef) ?? manifest.metadata.name;
        return {
          namespace: manifest.metadata.namespace ?? 'default',
          target,
          apex: nameIn(manifest.spec?.service) ?? target,
          phase: 'idle',
        };
      });
  }

  /** Hosts that carry the calls of a service: its own and, where Flagger rolls it out, primary and canary. */
  hostsOf(namespace: string, service: string): Set<string> {
    const names = this.canariesOf(namespace, service).flatMap(({ apex }) => [
      `${apex}-primary`,
      `${apex}-canary`,
    ]);
    return new Set([service, ...names].map(name => `${name}.${namespace}.svc.cluster.local`));
  }

  canariesOf(namespace: string, service: string): CanaryState[] {
    return this.#canaries.filter(
      canary => canary.namespace === namespace && canary.apex === service,
    );
  }
}

function nameIn(reference: unknown): string | undefined {
  if (typeof reference !== 'object' || reference === null) return undefined;
  const name = Reflect.get(reference, 'name');
  return typeof name === 'string' ? name : undefined;
}
