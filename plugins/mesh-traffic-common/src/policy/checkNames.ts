import { Diagnostic } from '../diagnostic';
import { dns1123LabelProblem, isDns1123Label } from '../kubernetes/names';
import { curePatch } from './curePatch';
import { formatPath, isRecord, PolicyPath, valueAt } from './path';

const RULE = 'Use at most 63 of a-z, 0-9 and "-", with a letter or digit at both ends.';

/**
 * Checks the names that become names in Kubernetes: of the service, of namespaces, versions and rings.
 *
 * @param limit - findings after which the rest is not looked at
 */
export function checkNames(document: unknown, limit: number): Diagnostic[] {
  return [
    ...nameAt(document, ['metadata', 'name'], 'service'),
    ...nameAt(document, ['metadata', 'namespace'], 'namespace'),
    ...keysOf(document, ['spec', 'callers'], 'namespace', limit),
    ...keysOf(document, ['spec', 'versions'], 'version', limit),
    ...keysOf(document, ['spec', 'rollout', 'rings'], 'ring', limit),
  ];
}

function nameAt(document: unknown, path: PolicyPath, what: string): Diagnostic[] {
  const name = valueAt(document, path);
  if (typeof name !== 'string' || isDns1123Label(name)) return [];
  return [finding(name, path, what, RULE)];
}

function keysOf(document: unknown, path: PolicyPath, what: string, limit: number): Diagnostic[] {
  const map = valueAt(document, path);
  if (!isRecord(map)) return [];
  const wrong = Object.entries(map).filter(([name]) => !isDns1123Label(name));
  return wrong.slice(0, limit).map(([name, value]): Diagnostic => {
    const at = [...path, name];
    if (name === '*' && what === 'namespace') {
      return finding(name, at, what, 'Write the rule for all other callers at spec.otherCallers.');
    }
    const better = name.toLowerCase().replace(/[_. ]/g, '-');
    const found = finding(name, at, what, RULE);
    if (isDns1123Label(better) && !Object.hasOwn(map, better)) {
      const patch = curePatch(document, [
        { path: at, value: undefined },
        { path: [...path, better], value },
      ]);
      found.cures = [{ label: `Rename to ${better}`, patch }];
    }
    return found;
  });
}

function finding(name: string, path: PolicyPath, what: string, help: string): Diagnostic {
  const shown = name.length > 70 ? `${name.slice(0, 67)}...` : name;
  return {
    code: 'MT1016',
    severity: 'error',
    path: formatPath(path),
    message: `"${shown}" is no name that a ${what} can have: it ${dns1123LabelProblem(name)}.`,
    help,
    source: 'RFC 1123, section 2.1',
  };
}
