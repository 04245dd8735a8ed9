import type { Manifest } from 'backstage-plugin-mesh-traffic-common';

/** Canaries whose routes are not among the manifests: calls in a cluster meet more than is here. */
export function flaggerNotes(manifests: readonly Manifest[]): string[] {
  const virtualServices = new Set(
    manifests
      .filter(({ kind }) => kind === 'VirtualService')
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  );
  return manifests
    .filter(({ kind, apiVersion }) => kind === 'Canary' && apiVersion.startsWith('flagger.app/'))
    .filter(canary => !virtualServices.has(`${canary.metadata.namespace}/${apexOf(canary)}`))
    .map(
      ({ metadata }) =>
        `note: what Flagger makes of the Canary ${metadata.namespace}/${metadata.name} is not here; ` +
        'pipe the files through mesh-traffic expand first.',
    );
}

function apexOf({ spec, metadata }: Manifest): string {
  return nameIn(spec?.service) ?? nameIn(spec?.targetRef) ?? metadata.name;
}

function nameIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('name' in value)) return undefined;
  return typeof value.name === 'string' ? value.name : undefined;
}
