/**
 * The command that takes the newest merged change of a policy back, to be run on the deployed branch. With
 * `-m 1` it serves for merge commits and others alike (git-revert(1)); right after a merge, the newest is
 * this one. After a rebase of several commits it takes back the last.
 *
 * @param folder - of the policy, in the repository
 */
export function undoCommand(folder: string): string {
  const quoted = /^[\w./-]+$/.test(folder) ? folder : `'${folder.replace(/'/g, `'\\''`)}'`;
  return `git revert --no-edit -m 1 "$(git log -1 --first-parent --format=%H -- ${quoted})"`;
}
