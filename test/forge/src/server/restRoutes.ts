import { OperationDescription } from '../openapi/description';

/** An operation and the parameters of a path that it matched. */
export interface RestRoute {
  operation: OperationDescription;
  params: Record<string, string>;
}

/** These may hold slashes. */
const long = new Set(['path', 'ref', 'branch', 'basehead']);
/** These may be absent. */
const optional = ['/contents/{path}', '/tarball/{ref}'];

/** Finds the operation that a method and path mean; more literal paths win. */
export function restRoutes(operations: readonly OperationDescription[]) {
  const routes = operations
    .map(operation => ({ operation, ...compilePath(operation.path) }))
    .sort((a, b) => b.literals - a.literals);
  return (method: string, path: string): RestRoute | undefined => {
    for (const { operation, pattern, names } of routes) {
      const match = operation.method === method ? pattern.exec(path) : null;
      if (!match) continue;
      const values = match.slice(1).map(value => decodeURIComponent(value ?? ''));
      return { operation, params: Object.fromEntries(names.map((n, i) => [n, values[i]])) };
    }
    return undefined;
  };
}

function compilePath(path: string) {
  const names: string[] = [];
  const source = path.replace(/\/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    if (optional.some(ending => path.endsWith(ending)) && long.has(name)) return '(?:/(.*))?';
    return long.has(name) ? '/(.+)' : '/([^/]+)';
  });
  const literals = path.split('/').filter(part => part !== '' && !part.startsWith('{')).length;
  return { pattern: new RegExp(`^${source}$`), names, literals };
}
