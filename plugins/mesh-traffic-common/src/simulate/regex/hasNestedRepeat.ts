import { parseRegex } from './parseRegex';
import type { RegexNode } from './RegexNode';

/** Whether a repetition stands inside another: what makes a backtracking matcher take for ever. */
export function hasNestedRepeat(pattern: string): boolean {
  return nests(parseRegex(pattern), false);
}

function nests(node: RegexNode, isInside: boolean): boolean {
  switch (node.kind) {
    case 'repeat':
      return (isInside && node.max > 1) || nests(node.node, node.max > 1 || isInside);
    case 'sequence':
    case 'choice':
      return node.nodes.some(each => nests(each, isInside));
    default:
      return false;
  }
}
