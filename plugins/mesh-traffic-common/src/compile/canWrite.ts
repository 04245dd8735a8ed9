import { finding } from '../policy/checks/Check';
import { Context } from './Context';

/**
 * Whether an object may be written into a namespace that is not the service's. One refused object fails a
 * whole sync, so a namespace that config does not list is refused.
 */
export function canWrite(context: Context, namespace: string, path: string, what: string): boolean {
  const { writableNamespaces } = context.mesh;
  if (namespace === context.namespace || writableNamespaces?.has(namespace)) return true;
  const known = writableNamespaces !== undefined;
  context.diagnostics.push(
    finding(
      'MT1201',
      known ? 'error' : 'warning',
      path,
      known
        ? `${what} would have to be written into the namespace ${namespace}, which this repository may not write into.`
        : `${what} is written into the namespace ${namespace}; it is not known whether this repository may do that.`,
      known
        ? `Let the platform team add ${namespace} to writableNamespaces of the mesh, or remove this.`
        : 'List the namespaces that may be written into as writableNamespaces of the mesh.',
    ),
  );
  return !known;
}
