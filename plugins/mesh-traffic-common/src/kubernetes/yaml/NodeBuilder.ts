import { AliasEvent, getScalarValue, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { YamlLimits } from './limits';
import { closingEnd, isBracket, scalarRange, startOf } from './nodeRange';
import { mergeSources } from './nodeValue';
import { resolveScalar } from './resolveScalar';
import { MappingNode, SequenceNode, YamlNode } from './YamlNode';
import { YamlProblem, YamlStop } from './YamlProblem';

const PLAIN = 1;
const FLOW = 2;
const MAX_PROBLEMS = 20;

interface PendingKey {
  key: string;
  start: number;
  end: number;
  merge: boolean;
}

interface Frame {
  /** Absent for the document itself. */
  node?: SequenceNode | MappingNode;
  anchor?: string;
  pending?: PendingKey;
  keys?: Set<string>;
  root?: YamlNode;
}

/** Builds the tree of nodes from the parser's events, and refuses what would be unsafe or ambiguous. */
export class NodeBuilder {
  readonly roots: YamlNode[] = [];
  readonly problems: YamlProblem[] = [];
  private readonly stack: Frame[] = [];
  private anchors = new Map<string, YamlNode>();
  private aliases = 0;
  private total = 0;
  /** End of what was read so far. */
  private cursor = 0;

  constructor(
    private readonly text: string,
    private readonly limits: YamlLimits,
  ) {}

  openDocument(): void {
    this.anchors = new Map();
    this.stack.push({});
  }

  open(kind: 'sequence' | 'mapping', event: SequenceEvent | MappingEvent): void {
    this.refuseTag(event);
    const start = startOf(event, event.start);
    const flow = event.style === FLOW;
    const rest = { start, end: event.start, size: 1, height: 1, flow };
    const node: SequenceNode | MappingNode =
      kind === 'sequence' ? { kind, items: [], ...rest } : { kind, entries: [], ...rest };
    this.cursor = Math.max(
      this.cursor,
      event.start + (flow && isBracket(this.text, event.start) ? 1 : 0),
    );
    this.stack.push({ node, anchor: this.anchorOf(event) });
  }

  scalar(event: ScalarEvent): void {
    this.refuseTag(event);
    const text = getScalarValue(this.text, event);
    const frame = this.stack[this.stack.length - 1];
    const [start, end] = scalarRange(this.text, event, this.cursor, frame.pending?.end);
    this.cursor = Math.max(this.cursor, end);
    if (frame.node?.kind === 'mapping' && !frame.pending) {
      this.key(frame, { key: text, start, end, merge: event.style === PLAIN && text === '<<' });
      return;
    }
    const value = event.style === PLAIN ? resolveScalar(text) : text;
    this.add({ kind: 'scalar', value, start, end, size: 1, height: 1 }, this.anchorOf(event));
  }

  alias(event: AliasEvent): void {
    const name = this.text.slice(event.anchorStart, event.anchorEnd);
    const start = event.anchorStart - 1;
    const end = event.anchorEnd;
    this.cursor = Math.max(this.cursor, end);
    this.aliases += 1;
    if (this.aliases > this.limits.maxAliases) {
      this.stop(
        start,
        'MT1005',
        `There are more than ${this.limits.maxAliases} references (*name).`,
        'Write the values out.',
      );
    }
    const target = this.anchors.get(name);
    if (!target) {
      const missing: YamlNode = { kind: 'scalar', value: null, start, end, size: 1, height: 1 };
      this.problem(
        start,
        'MT1005',
        `"*${name}" refers to an anchor that is not above it.`,
        `Write "&${name}" before the value that is meant, or put "*${name}" into quotes when it is text.`,
      );
      this.add(missing);
      return;
    }
    if (this.stack.length + target.height > this.limits.maxDepth) {
      this.stop(start, 'MT1003', 'References (*name) nest too deeply.', 'Write the values out.');
    }
    this.add({ kind: 'alias', target, start, end, size: target.size, height: target.height });
  }

  close(): void {
    const frame = this.stack.pop();
    if (!frame) return;
    const { node } = frame;
    if (!node) {
      this.roots.push(frame.root ?? this.empty());
      return;
    }
    node.end = this.endOf(node);
    this.cursor = Math.max(this.cursor, node.end);
    this.add(node, frame.anchor);
  }

  problem(offset: number, code: string, message: string, help: string): void {
    if (this.problems.length < MAX_PROBLEMS) {
      this.problems.push({ offset, code, message, help });
      return;
    }
    this.stop(
      offset,
      code,
      `There are more than ${MAX_PROBLEMS} problems; from here on the text was not read.`,
      'Cure those above first.',
    );
  }

  private stop(offset: number, code: string, message: string, help: string): never {
    throw new YamlStop({ offset, code, message, help });
  }

  private key(frame: Frame, pending: PendingKey): void {
    frame.pending = pending;
    if (pending.merge) return;
    frame.keys ??= new Set();
    if (pending.key === '__proto__') {
      this.problem(
        pending.start,
        'MT1006',
        'The key "__proto__" is not allowed.',
        'Remove it: no field has this name.',
      );
    } else if (pending.start === pending.end) {
      this.problem(
        pending.start,
        'MT1001',
        'A key is missing before the colon.',
        'Write "key: value".',
      );
    } else if (frame.keys.has(pending.key)) {
      this.problem(
        pending.start,
        'MT1004',
        `"${shorten(pending.key)}" stands here twice.`,
        'Keep one of the two: only one of them can hold.',
      );
    }
    frame.keys.add(pending.key);
  }

  private add(node: YamlNode, anchor?: string): void {
    if (node.kind === 'scalar' || node.kind === 'alias') {
      this.total += node.size;
      if (this.total > this.limits.maxNodes) {
        this.stop(
          node.start,
          'MT1003',
          `The text holds more than ${this.limits.maxNodes} values.`,
          'Split it, or write fewer references (*name).',
        );
      }
    } else {
      this.total += 1;
    }
    if (anchor !== undefined) this.anchors.set(anchor, node);
    const frame = this.stack[this.stack.length - 1];
    const parent = frame.node;
    if (!parent) {
      frame.root = node;
      return;
    }
    parent.size += node.size;
    parent.height = Math.max(parent.height, node.height + 1);
    if (parent.kind === 'sequence') {
      parent.items.push(node);
      return;
    }
    const { pending } = frame;
    if (!pending) {
      this.stop(
        node.start,
        'MT1001',
        'A list, a mapping or a reference is used as a key.',
        'Write a plain word before the colon.',
      );
    }
    frame.pending = undefined;
    if (pending.merge && mergeSources(node).length === 0) {
      this.problem(
        pending.start,
        'MT1005',
        '"<<" must be followed by a reference to a mapping.',
        'Write the fields out.',
      );
    }
    parent.entries.push({
      key: pending.key,
      keyStart: pending.start,
      keyEnd: pending.end,
      merge: pending.merge,
      value: node,
    });
  }

  private empty(): YamlNode {
    return {
      kind: 'scalar',
      value: null,
      start: this.cursor,
      end: this.cursor,
      size: 1,
      height: 1,
    };
  }

  private refuseTag(event: ScalarEvent | SequenceEvent | MappingEvent): void {
    if (event.tagStart === -1) return;
    const tag = shorten(this.text.slice(event.tagStart, event.tagEnd));
    this.problem(
      event.tagStart,
      'MT1007',
      `The tag "${tag}" is not allowed.`,
      'Remove it; write a text that looks like a number in quotes.',
    );
  }

  private anchorOf(event: ScalarEvent | SequenceEvent | MappingEvent): string | undefined {
    return event.anchorStart === -1
      ? undefined
      : this.text.slice(event.anchorStart, event.anchorEnd);
  }

  private endOf(node: SequenceNode | MappingNode): number {
    const last = node.kind === 'sequence' ? node.items : node.entries.map(entry => entry.value);
    const inner = Math.max(this.cursor, last.length > 0 ? last[last.length - 1].end : node.end);
    // Until it is closed, the end of a node is the start of the collection behind anchor and tag.
    if (!node.flow || !isBracket(this.text, node.end)) return inner;
    return closingEnd(this.text, inner, node.kind === 'sequence' ? ']' : '}');
  }
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
