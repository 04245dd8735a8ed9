import { inspectFile } from 'backstage-plugin-mesh-traffic-common';
import { POLICY_FILE, RepositoryFile, RepositoryState } from './RepositoryState';

/** What has to be written so that a folder holds the wanted files. Paths are those of the repository. */
export interface FilePlan {
  writes: Array<{ path: string; content: string }>;
  deletions: string[];
  /** Generated files that somebody changed by hand, and that the plan overwrites or removes. */
  overwritesByHand: Array<{ path: string; blob: string }>;
}

/**
 * Compares the files of a folder with the wanted ones. A generated file that is wanted no more is removed;
 * files without our header are nobody's business but their author's.
 */
export function planFiles(
  state: RepositoryState,
  wanted: ReadonlyArray<{ name: string; content: string }>,
): FilePlan {
  const present = new Map(state.files.map(file => [file.name, file]));
  const wantedNames = new Set(wanted.map(file => file.name));
  const changed = wanted.filter(({ name, content }) => present.get(name)?.content !== content);
  const obsolete = state.files.filter(
    file =>
      file.name !== POLICY_FILE && !wantedNames.has(file.name) && inspectFile(file.content).ours,
  );
  const touched = [...changed.flatMap(({ name }) => present.get(name) ?? []), ...obsolete];
  const pathOf = (name: string) => `${state.folder}/${name}`;
  return {
    writes: changed.map(({ name, content }) => ({ path: pathOf(name), content })),
    deletions: obsolete.map(({ name }) => pathOf(name)),
    overwritesByHand: touched
      .filter(file => file.name !== POLICY_FILE && isByHand(file))
      .map(file => ({ path: pathOf(file.name), blob: file.blob })),
  };
}

/** Edited since we generated it, or never ours. */
function isByHand({ content }: RepositoryFile): boolean {
  const { ours, edited } = inspectFile(content);
  return edited || !ours;
}
