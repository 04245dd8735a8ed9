import { shortHash } from './hash';

const MAX_LABEL = 63;

/** Stands for all callers that are not listed. */
export const OTHERS = '*';

/**
 * Names of objects beside the main one. Services have no dots in their names, most objects may: so two
 * services can never make the same name.
 */
export function objectName(service: string, ...suffix: string[]): string {
  return [service, ...suffix].join('.');
}

/**
 * A name where dots are not allowed (Services, subsets, pods of Jobs): the parts joined, with a hash of them
 * that keeps `a-b` + `c` and `a` + `b-c` apart.
 *
 * @param hidden - stands in the hash only
 */
export function hashedName(
  parts: readonly string[],
  { most = MAX_LABEL, hidden = [] }: { most?: number; hidden?: readonly string[] } = {},
): string {
  const hash = shortHash(...parts, ...hidden);
  const head = parts.join('-').slice(0, most - hash.length - 1);
  return `${head.replace(/[^a-z0-9]+$/, '')}-${hash}`;
}

/**
 * Name of the subset that holds a caller's own limits on a version. Istio takes DNS-1123 labels of at most
 * 63 characters (validation.go, ValidateSubset).
 *
 * @param caller - source namespace, {@link OTHERS}, or `gateway:<name>`
 * @param version - absent: all pods of the service
 * @param versions - the declared versions, whose names are subsets too
 */
export function subsetName(
  caller: string,
  version: string | undefined,
  versions: Record<string, unknown>,
): string {
  const owner = caller === OTHERS ? 'others' : caller;
  const plain = version === undefined ? `from-${owner}` : `${owner}-${version}`;
  const ambiguous =
    plain.length > MAX_LABEL ||
    caller === 'others' ||
    caller.includes(':') ||
    (version?.includes('-') ?? caller.includes('-')) ||
    Object.hasOwn(versions, plain);
  return ambiguous
    ? hashedName([owner.replace(':', '-'), version ?? 'all'], { hidden: [caller] })
    : plain;
}
