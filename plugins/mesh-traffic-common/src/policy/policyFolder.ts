import { InputError } from '@backstage/errors';
import { slug } from '../kubernetes/slug';

/**
 * The folder of a policy in the GitOps repository: `<root>/<namespace>/<service>`, or
 * `<root>/<namespace>/_namespace` for the namespace's own, without a slash at either end. The only place that
 * makes this path. Namespace and service are escaped; they can never leave the root.
 *
 * @param root - `gitops.path` of the mesh's config; may be empty
 * @throws InputError when the root from the config is no plain relative path
 */
export function policyFolder(root: string, ref: { namespace: string; service?: string }): string {
  const segments = root.split('/').filter(segment => segment !== '' && segment !== '.');
  const bad = segments.find(segment => !/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(segment));
  if (bad !== undefined) {
    throw new InputError(
      `gitops.path "${root}" contains "${bad}": only letters, digits, ".", "_" and "-" are allowed, and no name may start with a dot.`,
    );
  }
  // A service's own folder never starts with "_".
  const own = ref.service === undefined ? '_namespace' : slug(ref.service);
  return [...segments, slug(ref.namespace), own].join('/');
}
