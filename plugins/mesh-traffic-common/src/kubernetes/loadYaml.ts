import { Diagnostic } from '../diagnostic';
import { DEFAULT_YAML_LIMITS, YamlLimits } from './yaml/limits';
import { lineFinder } from './yaml/lines';
import { nodeValue } from './yaml/nodeValue';
import { readNodes } from './yaml/readNodes';
import { YamlNode } from './yaml/YamlNode';

/** One document of a YAML text. */
export interface LoadedDocument {
  /** Plain data: objects, lists, text, numbers, booleans, null. No two places share an object. */
  value: unknown;
  /** 1-based line on which the document's content starts. */
  line: number;
  /**
   * 1-based line of the field at a path; where it does not exist, of the nearest field above it that does.
   */
  lineOf(path: ReadonlyArray<string | number>): number;
}

/** What a text holds, or why it cannot be read. */
export interface LoadedYaml {
  /** Empty when there is an error. Documents without content are left out. */
  documents: LoadedDocument[];
  diagnostics: Diagnostic[];
}

/**
 * Reads YAML that somebody else wrote, by the core schema (YAML 1.2.2). Too large, too deep, too many
 * documents or references, tags, keys that stand twice: each is a diagnostic with its line and a cure.
 * Never throws.
 *
 * @param text - the text of one file
 * @param limits - where to refuse; for files that are trusted more than a form
 */
export function loadYaml(text: string, limits: Partial<YamlLimits> = {}): LoadedYaml {
  const { roots, problems } = readNodes(text, { ...DEFAULT_YAML_LIMITS, ...limits });
  const lineAt = lineFinder(text);
  const diagnostics = problems.map(({ offset, code, message, help }): Diagnostic => ({
    code,
    severity: 'error',
    path: '',
    message,
    help,
    line: lineAt(offset),
  }));
  if (problems.length > 0) return { documents: [], diagnostics };
  const documents = roots
    .filter(root => root.kind !== 'scalar' || root.start !== root.end)
    .map(root => ({
      value: nodeValue(root),
      line: lineAt(root.start),
      lineOf: (path: ReadonlyArray<string | number>) => lineAt(offsetOf(root, path)),
    }));
  return { documents, diagnostics };
}

function offsetOf(root: YamlNode, path: ReadonlyArray<string | number>): number {
  let offset = root.start;
  let node = root;
  for (const step of path) {
    while (node.kind === 'alias') node = node.target;
    if (node.kind === 'mapping') {
      const entry = node.entries.find(({ key, merge }) => !merge && key === String(step));
      if (!entry) return offset;
      offset = entry.keyStart;
      node = entry.value;
    } else if (node.kind === 'sequence' && node.items[Number(step)]) {
      node = node.items[Number(step)];
      offset = node.start;
    } else {
      return offset;
    }
  }
  return offset;
}
