import { loadYaml, type Manifest, type RoutingPolicy } from 'backstage-plugin-mesh-traffic-common';
import { limitOf } from '../oracle/limitOf';
import type { Question } from './callsOf';

interface Descriptor {
  value?: string;
  shadow_mode?: boolean;
  rate_limit: { unit?: string; requests_per_unit?: number; unlimited?: boolean };
}

const UNIT_MS: Record<string, number> = { second: 1000, minute: 60_000, hour: 3_600_000 };

/** Stands for all callers without a descriptor of their own. */
const SHARED = '*';

/**
 * Where the configuration of envoyproxy/ratelimit counts otherwise than the document says. The simulator does not
 * know that service, so its file is read here: the entry with the caller's name, else the one for everybody else.
 */
export function globalDifferences(
  policy: RoutingPolicy,
  manifests: readonly Manifest[],
  questions: readonly Question[],
): string[] {
  const { rateLimiting } = policy.spec;
  if (rateLimiting?.scope !== 'global') return [];
  const descriptors = descriptorsOf(manifests, rateLimiting.service.namespace);
  const callers = new Map(
    questions
      .filter(({ call, port }) => !call.plainText && port.protocol !== 'tcp')
      .map(question => [question.call.from, question]),
  );
  return [...callers].flatMap(([caller, question]) => {
    const limit = limitOf({ policy, releases: {}, ...question });
    const says = limit ? `${limit.requests} in ${limit.perMs} ms, ${limit.enforced}` : 'no limit';
    const entry =
      descriptors.find(({ value }) => value === caller) ??
      descriptors.find(({ value }) => value === undefined || value === SHARED);
    const does = entry ? textOf(entry) : 'no limit';
    return says === does
      ? []
      : [`global limit of ${caller}: the document says ${says}, the service is told ${does}`];
  });
}

function descriptorsOf(manifests: readonly Manifest[], namespace: string): Descriptor[] {
  return manifests
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.namespace === namespace)
    .flatMap(({ data }) => Object.values(Object(data)).map(String))
    .flatMap(text => loadYaml(text).documents)
    .flatMap(({ value }) => Object(value).descriptors as Descriptor[]);
}

function textOf({ shadow_mode: observed, rate_limit: limit }: Descriptor): string {
  if (limit.unlimited) return 'no limit';
  return `${limit.requests_per_unit} in ${UNIT_MS[limit.unit ?? '']} ms, ${!observed}`;
}
