import { deepEqual } from '../../deepEqual';
import { DEFAULT_YAML_LIMITS } from './limits';
import { nodeValue } from './nodeValue';
import { readNodes } from './readNodes';
import { Splice, YamlEditor } from './YamlEditor';

/**
 * Changes a YAML text so that its (only) document has a new value. What stays the same keeps its bytes:
 * comments, order, quotes and blank lines. A replaced field keeps the style of the one that it replaces.
 *
 * @returns undefined when the text is not one readable document
 */
export function editYaml(text: string, value: unknown): string | undefined {
  const { roots, problems } = readNodes(text, DEFAULT_YAML_LIMITS);
  if (problems.length > 0 || roots.length !== 1) return undefined;
  const [root] = roots;
  // The deeper the edit reaches, the more is kept. Rare layouts (explicit keys, compact lists) may need a
  // larger field replaced: what comes out is read again before it counts.
  for (let depth = root.height; depth >= 0; depth -= 1) {
    const edited = splice(text, new YamlEditor(text, depth).edit(root, value));
    if (edited !== undefined && says(edited, value)) return edited;
  }
  return undefined;
}

function says(text: string, value: unknown): boolean {
  const { roots, problems } = readNodes(text, DEFAULT_YAML_LIMITS);
  return problems.length === 0 && roots.length === 1 && deepEqual(nodeValue(roots[0]), value);
}

function splice(text: string, splices: Splice[]): string | undefined {
  const sorted = splices
    .map((item, order) => ({ ...item, order }))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
  let result = '';
  let at = 0;
  for (const { start, end, text: inserted } of sorted) {
    if (start < at) return undefined;
    result += text.slice(at, start) + inserted;
    at = end;
  }
  return result + text.slice(at);
}
