import { ServiceRef } from '../api/refs';
import { isDns1123Label, slug } from '../kubernetes';

/** What the branches of all proposals of one mesh start with. */
export function proposalBranchesOfMesh(mesh: string): string {
  return `mesh-traffic/${slug(mesh)}/`;
}

/** What the branches of all proposals for one service start with. */
export function proposalBranchPrefix(ref: ServiceRef): string {
  return `${proposalBranchesOfMesh(ref.mesh)}${slug(ref.namespace)}/${slug(ref.service)}/`;
}

/**
 * The branch on which one person proposes changes of one service: one per policy and requester, so that
 * a repeated request finds what it already did.
 *
 * @param userEntityRef - full entity ref of the requester, for example `user:default/ana`
 */
export function proposalBranch(ref: ServiceRef, userEntityRef: string): string {
  return `${proposalBranchPrefix(ref)}${userSegment(userEntityRef)}`;
}

/** `ana` for `user:default/ana`; every other ref in full, always starting with its kind: no two refs meet. */
function userSegment(userEntityRef: string): string {
  const name = /^user:default\/(.+)$/.exec(userEntityRef)?.[1];
  return name && isDns1123Label(name) && !name.startsWith('user-') ? name : slug(userEntityRef);
}
