import {
  type Diagnostic,
  type LoadedDocument,
  loadYaml,
  type YamlLimits,
} from 'backstage-plugin-mesh-traffic-common';
import type { Arguments } from '../Arguments';
import type { Host } from '../Host';
import { UnreadableError } from '../UnreadableError';
import { findFiles } from './findFiles';
import { Progress } from './Progress';
import { readBounded } from './readBounded';
import { unreadable } from './unreadable';

/** A document, and the file that it stands in. */
export interface SourceDocument extends LoadedDocument {
  /** As named on the command line, or below a folder named there. */
  file: string;
}

/** Everything that the command line names. */
export interface ReadDocuments {
  documents: SourceDocument[];
  /** Sentences about what was passed over. */
  notes: string[];
}

/**
 * Files of a cluster's size: 10,000 objects in one List fit. Bounded all the same, since whoever sends a pull
 * request decides what a pipeline reads.
 */
const LIMITS: YamlLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxDepth: 60,
  maxDocuments: 50_000,
  maxAliases: 1000,
  maxNodes: 4_000_000,
};

const STDIN = '<stdin>';

/**
 * Reads files, folders and standard input, one file after the other.
 *
 * @throws UnreadableError with every problem of every file
 */
export async function readDocuments(
  args: Pick<Arguments, 'inputs' | 'texts'>,
  host: Pick<Host, 'stdin' | 'stderr'>,
): Promise<ReadDocuments> {
  const { files, links, problems } = await findFiles(args.inputs, args.texts('exclude'));
  const documents: SourceDocument[] = [];
  const progress = new Progress(host.stderr);
  for (const [index, path] of files.entries()) {
    progress.show(`Reading file ${index + 1} of ${files.length}: ${documents.length} documents`);
    const file = path === '-' ? STDIN : path;
    const read = await readFile(path, file, host);
    problems.push(...read.problems);
    for (const { value, line, lineOf } of read.documents) {
      documents.push({ value, line, lineOf, file });
    }
  }
  progress.end();
  if (problems.length > 0) throw new UnreadableError(problems);
  return {
    documents,
    notes: links.map(
      link => `note: the symbolic link ${link} was not followed; name it to read it.`,
    ),
  };
}

/** 1-based line of the first `{{ ... }}`, the mark of a template. */
function templateLine(text: string): number | undefined {
  const at = text.search(/\{\{[^\n]*\}\}/);
  return at < 0 ? undefined : text.slice(0, at).split('\n').length;
}

function templateProblem(file: string, line: number): Diagnostic {
  const problem = unreadable(
    file,
    `${file} is a template ({{ ... }}), and no YAML yet.`,
    'Read what comes out of it: helm template ... | mesh-traffic lint -',
  );
  return { ...problem, line };
}

async function readFile(
  path: string,
  file: string,
  host: Pick<Host, 'stdin'>,
): Promise<{ documents: LoadedDocument[]; problems: Diagnostic[] }> {
  const fail = (message: string, help: string) => ({
    documents: [],
    problems: [unreadable(file, message, help)],
  });
  try {
    const read = await readBounded(path === '-' ? host.stdin : path, LIMITS.maxBytes);
    if ('text' in read) {
      const { documents, diagnostics } = loadYaml(read.text, LIMITS);
      const problems = diagnostics.map(problem => ({ ...problem, file }));
      const template = problems.length > 0 ? templateLine(read.text) : undefined;
      return {
        documents,
        problems: template === undefined ? problems : [templateProblem(file, template)],
      };
    }
    return read.fault === 'too large'
      ? fail(
          `${file} is larger than ${LIMITS.maxBytes / 1024 / 1024} MiB.`,
          'Split it into several files.',
        )
      : fail(`${file} is not UTF-8 text.`, 'Save it as UTF-8.');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return fail(`${file} cannot be read (${code}).`, 'Check its permissions.');
  }
}
