import { Diagnostic } from '../diagnostic';
import { DEFAULT_YAML_LIMITS } from '../kubernetes/yaml/limits';
import { formatPath, PolicyPath } from './path';

const { maxDepth, maxNodes } = DEFAULT_YAML_LIMITS;

/**
 * Checks that data from outside is what a document can hold: plain objects, lists, texts, numbers,
 * booleans and null, neither too deep nor too large, without `__proto__`. Returns the first problem.
 */
export function plainDataProblem(data: unknown): Diagnostic | undefined {
  let nodes = 0;
  const visit = (value: unknown, path: PolicyPath): Diagnostic | undefined => {
    nodes += 1;
    if (path.length > maxDepth) {
      return problem(
        'MT1003',
        path.slice(0, 5),
        'The document nests too deeply.',
        'Write it flatter.',
      );
    }
    if (nodes > maxNodes) {
      return problem(
        'MT1003',
        [],
        `The document holds more than ${maxNodes} values.`,
        'Shorten it.',
      );
    }
    if (value === null || ['string', 'boolean'].includes(typeof value)) return undefined;
    if (typeof value === 'number' && Number.isFinite(value)) return undefined;
    if (Array.isArray(value))
      return firstOf(value.map((item, i) => () => visit(item, [...path, i])));
    if (!isPlainObject(value)) {
      return problem(
        'MT1012',
        path,
        'This value is not one that YAML can hold.',
        'Use text, numbers, true, false, lists and mappings.',
      );
    }
    return firstOf(
      Object.entries(value).map(([key, item]) => () => {
        if (key === '__proto__') {
          return problem(
            'MT1006',
            path,
            'The key "__proto__" is not allowed.',
            'Remove it: no field has this name.',
          );
        }
        return item === undefined ? undefined : visit(item, [...path, key]);
      }),
    );
  };
  return visit(data, []);
}

function firstOf(checks: Array<() => Diagnostic | undefined>): Diagnostic | undefined {
  for (const check of checks) {
    const found = check();
    if (found) return found;
  }
  return undefined;
}

function problem(code: string, path: PolicyPath, message: string, help: string): Diagnostic {
  return { code, severity: 'error', path: formatPath(path), message, help };
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as unknown;
  // Data from another realm (a test runner, a frame) has another Object.prototype.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
