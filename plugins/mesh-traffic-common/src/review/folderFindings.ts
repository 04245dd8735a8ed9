import { CompileOptions } from '../compile/CompileOptions';
import { loadYaml } from '../kubernetes/loadYaml';
import { LintOptions } from '../lint/LintContext';
import { memo } from '../lint/memo';
import { NamedFile } from '../diff/diffFiles';
import { ParsedPolicy } from '../policy/parsePolicy';
import { CompiledSide } from './compileSide';
import { boundFindings } from './boundFindings';
import { ComparedFindings, compareFindings } from './compareFindings';
import { FolderFile } from './findDrift';
import { findingsOf } from './findingsOf';
import { folderDocuments } from './folderDocuments';
import { replaces } from './replaces';

/** A change of a folder. */
interface FolderChange {
  /** Path of the folder in the repository. */
  folder: string;
  /** What lies in it beside the policy. */
  files: readonly FolderFile[];
  /** What lies beside it where the change is made, if that is not `files`. */
  filesOnBranch?: readonly FolderFile[];
  /** Whether the policy stays as it is. */
  sameText: boolean;
  /** Absent for a first policy; without `side` where it cannot be read. */
  before?: ParsedPolicy & { side?: CompiledSide };
  /** With everything that is found about the policy. */
  after: ParsedPolicy & { side: CompiledSide };
  compile?: CompileOptions;
  /** See {@link LintOptions.today}. */
  today?: string;
}

/**
 * What is found in a policy's folder as it will be, held against what is found in it as it lies there: edited files as
 * they were edited, and files that are not ours on both sides.
 */
export function folderFindings(change: FolderChange): ComparedFindings {
  const { folder, files, filesOnBranch = files, before, after } = change;
  const options: LintOptions = {
    rootNamespace: change.compile?.rootNamespace,
    trustDomain: change.compile?.trustDomain,
    today: change.today,
  };
  const read = memo(loadYaml);
  const pathsOf = ({ objects }: CompiledSide) =>
    new Set([...objects.keys()].map(name => `${folder}/${name}`));
  const written = after.side.files ?? [];
  const filesAfter = [
    ...written.map(({ path, content }) => ({ name: path, content })),
    ...filesOnBranch.filter(file => !replaces(file, written)),
  ];
  const findAfter = () =>
    findingsOf(
      {
        ...after,
        folder: folderDocuments(folder, filesAfter, after.side, read),
        generated: pathsOf(after.side),
      },
      options,
    );
  if (change.sameText && isSame(files, filesAfter)) {
    // Each policy of a list comes this way.
    return {
      brought: [],
      known: boundFindings(findAfter().found.map(({ finding }) => finding)),
      cured: [],
    };
  }
  return compareFindings(
    findingsOf(
      {
        policy: before?.policy,
        document: before?.document,
        diagnostics: [...(before?.diagnostics ?? []), ...(before?.side?.diagnostics ?? [])],
        folder: folderDocuments(folder, files, before?.side, read),
        generated: before?.side ? pathsOf(before.side) : new Set(),
      },
      options,
    ),
    findAfter(),
  );
}

function isSame(before: readonly NamedFile[], after: readonly NamedFile[]): boolean {
  const old = new Map(before.map(({ name, content }) => [name, content]));
  return (
    before.length === after.length && after.every(({ name, content }) => old.get(name) === content)
  );
}
