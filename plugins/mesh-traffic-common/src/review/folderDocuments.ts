import { hasHeader } from '../compile/fileHeader';
import { Diagnostic } from '../diagnostic';
import { NamedFile } from '../diff/diffFiles';
import { LoadedYaml, loadYaml } from '../kubernetes/loadYaml';
import { LintDocument } from '../lint/LintObject';
import { CompiledSide } from './compileSide';

const MANIFEST_FILE = /\.(ya?ml|json)$/i;

/** Manifests by hand that are looked at: a preview runs with every edit. Equal before and after a change. */
const MAX_BY_HAND = 100;

/** The manifests that lie in a folder. */
export interface FolderDocuments {
  /** Ours first: of two objects that do not go together, the one that somebody added is named. */
  documents: LintDocument[];
  /** Files that look like manifests and cannot be read. */
  unreadable: Diagnostic[];
}

/**
 * Reads the manifests of a policy's folder.
 *
 * @param folder - path of the folder in the repository
 * @param side - what the policy compiles to: a file that says just that need not be read again
 * @param read - reads the text of a file; for before and after one that remembers what it has read
 */
export function folderDocuments(
  folder: string,
  files: readonly NamedFile[],
  side: CompiledSide | undefined,
  read: (text: string) => LoadedYaml = loadYaml,
): FolderDocuments {
  const compiled = new Map((side?.files ?? []).map(({ path, content }) => [path, content]));
  const found: FolderDocuments = { documents: [], unreadable: [] };
  const byHand: LintDocument[] = [];
  for (const { name, content } of files.filter(each => MANIFEST_FILE.test(each.name))) {
    const file = `${folder}/${name}`;
    if (compiled.get(name) === content) {
      const value = side?.objects.get(name);
      if (value) found.documents.push({ value, file });
    } else if (hasHeader(content) || byHand.length <= MAX_BY_HAND) {
      const { documents, diagnostics } = read(content);
      const place = hasHeader(content) ? found.documents : byHand;
      documents.forEach(({ value, lineOf }) => place.push({ value, lineOf, file }));
      diagnostics.slice(0, 1).forEach(first => found.unreadable.push(unreadable(first, file)));
    }
  }
  if (byHand.length > MAX_BY_HAND) found.unreadable.push(tooMany(folder));
  return { ...found, documents: [...found.documents, ...byHand.slice(0, MAX_BY_HAND)] };
}

/** Whoever applies the folder finds out; the change of a policy is not the place to insist. */
function unreadable({ message, ...rest }: Diagnostic, file: string): Diagnostic {
  return {
    ...rest,
    severity: 'warning',
    message: `The file cannot be read, so what it holds was not checked. ${message}`,
    file,
  };
}

function tooMany(folder: string): Diagnostic {
  return {
    code: 'MT1850',
    severity: 'warning',
    path: '',
    file: folder,
    message: `${folder} holds more than ${MAX_BY_HAND} manifests beside those of the policy: the rest was not checked.`,
    help: 'Keep manifests that are not about this service elsewhere.',
  };
}
