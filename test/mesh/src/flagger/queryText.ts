import { Manifest } from 'backstage-plugin-mesh-traffic-common';
import { QueryCheck } from './analysisChecks';

/** A query, or why it cannot be asked: `byFlagger` when Flagger could not either, so that the check fails. */
export type QueryText = string | { problem: string; byFlagger: boolean };

interface Asker {
  namespace: string;
  /** Name of the Canary. */
  name: string;
  target: string;
  apex: string;
}

/**
 * The query of a check with its variables filled in (flagger pkg/metrics/observers/render.go).
 *
 * @param manifests - among them the MetricTemplates
 */
export function queryText(
  check: QueryCheck,
  canary: Asker,
  manifests: readonly Manifest[],
): QueryText {
  const found = findQuery(check, manifests);
  if (typeof found !== 'string') return found;
  const values: Record<string, string | undefined> = {
    name: canary.name,
    namespace: canary.namespace,
    target: canary.target,
    service: canary.apex,
    ingress: '',
    route: '',
    interval: check.interval ?? '',
    ...Object.fromEntries(
      Object.entries(check.variables).map(([key, value]) => [`variables.${key}`, value]),
    ),
  };
  const unknown: string[] = [];
  const text = found.replace(/\{\{\s*([^{}]*?)\s*\}\}/g, (_all, name: string) => {
    const value = values[name];
    if (value === undefined) unknown.push(name);
    return value ?? '';
  });
  if (unknown.length === 0) return text;
  return { problem: `its query names ${unknown.join(', ')}, which nobody sets`, byFlagger: true };
}

function findQuery({ query }: QueryCheck, manifests: readonly Manifest[]): QueryText {
  if (typeof query === 'string') return query;
  const { namespace, name } = query;
  const template = manifests.find(
    ({ kind, metadata }) =>
      kind === 'MetricTemplate' &&
      metadata.name === name &&
      (metadata.namespace ?? 'default') === namespace,
  );
  if (!template) {
    return { problem: `there is no MetricTemplate ${namespace}/${name}`, byFlagger: true };
  }
  const provider: unknown = template.spec?.provider;
  const type =
    typeof provider === 'object' && provider !== null ? Reflect.get(provider, 'type') : undefined;
  if (type !== 'prometheus') {
    return { problem: `its provider is ${type}, which is not here to be asked`, byFlagger: false };
  }
  return String(template.spec?.query ?? '');
}
