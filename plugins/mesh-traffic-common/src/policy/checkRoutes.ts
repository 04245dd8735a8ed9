import { Cure, Diagnostic } from '../diagnostic';
import { closest } from './closest';
import { curePatch } from './curePatch';
import { formatPath, isRecord, PolicyPath, valueAt } from './path';

/** So many names are listed in a sentence, or searched for the one that was meant. */
const MAX_NAMES = 20;

/**
 * Checks every route of a document: its versions exist, and its weights add up to 100 %.
 *
 * @param limit - findings after which the rest is not looked at
 */
export function checkRoutes(document: unknown, limit: number): Diagnostic[] {
  const versions = valueAt(document, ['spec', 'versions']);
  const known = isRecord(versions) ? Object.keys(versions) : [];
  const found: Diagnostic[] = [];
  for (const path of routePaths(document)) {
    const route = valueAt(document, path);
    if (!isRecord(route)) continue;
    found.push(...unknownVersions(document, path, route, known), ...sum(document, path, route));
    if (found.length >= limit) break;
  }
  return found;
}

function routePaths(document: unknown): PolicyPath[] {
  const paths: PolicyPath[] = [];
  const callers = valueAt(document, ['spec', 'callers']);
  if (isRecord(callers)) {
    paths.push(...Object.keys(callers).map(name => ['spec', 'callers', name, 'route']));
  }
  paths.push(['spec', 'otherCallers', 'route']);
  for (const list of ['routes', 'exposure']) {
    const entries = valueAt(document, ['spec', list]);
    if (Array.isArray(entries)) paths.push(...entries.map((_, i) => ['spec', list, i, 'route']));
  }
  return paths;
}

/** Who a route is for, as the beginning of a sentence. */
function whose(document: unknown, path: PolicyPath): string {
  if (path[1] === 'callers') return String(path[2]);
  if (path[1] === 'otherCallers') return 'The rule for all other callers';
  const name = valueAt(document, [...path.slice(0, 3), 'name']);
  const kind = path[1] === 'routes' ? 'route' : 'exposure';
  return `The ${kind} ${typeof name === 'string' ? `"${name}"` : `number ${Number(path[2]) + 1}`}`;
}

function unknownVersions(
  document: unknown,
  path: PolicyPath,
  route: Record<string, unknown>,
  known: string[],
): Diagnostic[] {
  const isKnown = new Set(known);
  const names = known.slice(0, MAX_NAMES);
  return Object.keys(route)
    .filter(version => !isKnown.has(version))
    .slice(0, MAX_NAMES)
    .map(version => {
      const meant = closest(
        version,
        names.filter(name => !Object.hasOwn(route, name)),
      );
      const renamed = Object.fromEntries(
        Object.entries(route).map(([name, weight]) => [name === version ? meant : name, weight]),
      );
      return {
        code: 'MT1021',
        severity: 'error',
        path: formatPath([...path, version]),
        message: `${whose(document, path)} sends calls to "${version}", which is no version of this service.`,
        help:
          known.length > 0
            ? `Use one of ${names.join(', ')}, or add "${version}" to spec.versions.`
            : `Add "${version}" to spec.versions.`,
        ...(meant && {
          cures: [
            { label: `Use ${meant}`, patch: curePatch(document, [{ path, value: renamed }]) },
          ],
        }),
      };
    });
}

function sum(document: unknown, path: PolicyPath, route: Record<string, unknown>): Diagnostic[] {
  const weights = Object.entries(route);
  if (!weights.every((entry): entry is [string, number] => isWeight(entry[1]))) return [];
  const total = weights.reduce((all, [, weight]) => all + weight, 0);
  if (total === 100) return [];
  const diagnostic: Diagnostic = {
    code: 'MT1020',
    severity: 'error',
    path: formatPath(path),
    message:
      weights.length === 0
        ? `${whose(document, path)} names no version.`
        : `${whose(document, path)} adds up to ${total} %.`,
    help: 'Give each version its share, so that they add up to 100 %.',
    source: 'istio: pkg/config/validation/validation.go, validateWeights',
  };
  const cures = sumCures(document, path, weights, 100 - total);
  return [cures.length > 0 ? { ...diagnostic, cures } : diagnostic];
}

/** One cure per version that can give or take what is missing, the one with the most calls first. */
function sumCures(
  document: unknown,
  path: PolicyPath,
  weights: Array<[string, number]>,
  missing: number,
): Cure[] {
  return [...weights]
    .sort(([, left], [, right]) => right - left)
    .filter(([, weight]) => weight + missing >= 0 && weight + missing <= 100)
    .slice(0, 3)
    .map(([version, weight]) => {
      const value = Object.fromEntries(
        weights.map(([name, old]) => [name, name === version ? weight + missing : old]),
      );
      return {
        label:
          missing > 0 ? `Give ${missing} % to ${version}` : `Take ${-missing} % from ${version}`,
        patch: curePatch(document, [{ path, value }]),
      };
    });
}

function isWeight(weight: unknown): weight is number {
  return typeof weight === 'number' && Number.isInteger(weight) && weight >= 0;
}
