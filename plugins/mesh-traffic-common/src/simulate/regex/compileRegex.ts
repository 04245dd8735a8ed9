import { type Char, type RegexNode, UnknownRegex } from './RegexNode';

/** A step of the machine; numbers are the steps that follow. */
type Step =
  | { kind: 'char'; matches: (char: number) => boolean; next: number }
  | { kind: 'assert'; holds: (before: Char, after: Char) => boolean; next: number }
  | { kind: 'split'; next: number[] }
  | { kind: 'accept' };

const MAX_STEPS = 20_000;

/**
 * Makes a matcher that takes time in proportion to text and expression, whatever they are: all ways through the
 * expression are followed at once (Thompson 1968), so that no expression can hold up the process.
 */
export function compileRegex(node: RegexNode): (text: string) => boolean {
  const steps: Step[] = [{ kind: 'accept' }];
  const start = build(node, 0, steps);
  return text => matchWhole(steps, start, text);
}

/** Adds the steps for a node, followed by `next`, and gives the first of them. Built from the end. */
function build(node: RegexNode, next: number, steps: Step[]): number {
  switch (node.kind) {
    case 'empty':
      return next;
    case 'char':
      return add({ kind: 'char', matches: node.matches, next }, steps);
    case 'assert':
      return add({ kind: 'assert', holds: node.holds, next }, steps);
    case 'sequence':
      return node.nodes.reduceRight((after, each) => build(each, after, steps), next);
    case 'choice':
      return add({ kind: 'split', next: node.nodes.map(each => build(each, next, steps)) }, steps);
    default:
      return buildRepeat(node.node, node.min, node.max, next, steps);
  }
}

function buildRepeat(
  node: RegexNode,
  min: number,
  max: number,
  next: number,
  steps: Step[],
): number {
  let after = next;
  if (max === Infinity) {
    const loop: Step = { kind: 'split', next: [] };
    after = add(loop, steps);
    loop.next = [build(node, after, steps), next];
  } else {
    for (let optional = min; optional < max; optional += 1) {
      after = add({ kind: 'split', next: [build(node, after, steps), next] }, steps);
    }
  }
  for (let required = 0; required < min; required += 1) {
    after = build(node, after, steps);
  }
  return after;
}

function add(step: Step, steps: Step[]): number {
  if (steps.length >= MAX_STEPS) {
    throw new UnknownRegex('too large');
  }
  return steps.push(step) - 1;
}

function matchWhole(steps: readonly Step[], start: number, text: string): boolean {
  const chars = [...text].map(char => char.codePointAt(0) ?? 0);
  let current = follow(steps, [start], undefined, chars[0]);
  for (let at = 0; at < chars.length && current.size > 0; at += 1) {
    const following: number[] = [];
    for (const index of current) {
      const step = steps[index];
      if (step.kind === 'char' && step.matches(chars[at])) {
        following.push(step.next);
      }
    }
    current = follow(steps, following, chars[at], chars[at + 1]);
  }
  return current.has(0);
}

/** Everything that is reached without reading a character. */
function follow(
  steps: readonly Step[],
  from: readonly number[],
  before: Char,
  after: Char,
): Set<number> {
  const reached = new Set<number>();
  const open = [...from];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (reached.has(index)) {
      continue;
    }
    reached.add(index);
    const step = steps[index];
    if (step.kind === 'split') {
      open.push(...step.next);
    } else if (step.kind === 'assert' && step.holds(before, after)) {
      open.push(step.next);
    }
  }
  return reached;
}
