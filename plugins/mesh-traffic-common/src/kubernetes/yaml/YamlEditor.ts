import { dump } from 'js-yaml';
import { deepEqual } from '../../deepEqual';
import { nodeValue } from './nodeValue';
import { MappingEntry, MappingNode, YamlNode } from './YamlNode';

/** Replaces a range of a text. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** Longest collection that is written in braces. */
const MAX_FLOW_LENGTH = 80;

/** Finds the smallest replacements that give a document a new value, down to some depth. */
export class YamlEditor {
  private readonly splices: Splice[] = [];

  constructor(
    private readonly text: string,
    private readonly maxDepth: number,
  ) {}

  edit(root: YamlNode, value: unknown): Splice[] {
    if (!deepEqual(nodeValue(root), value)) {
      if (!this.editInside(root, value, 0)) {
        this.splices.push({
          start: root.start,
          end: root.end,
          text: this.lines(value, 0, root.end),
        });
      }
    }
    return this.splices;
  }

  /** Edits within a collection; false when it has to be replaced whole. */
  private editInside(node: YamlNode, value: unknown, depth: number): boolean {
    if (depth >= this.maxDepth) return false;
    if (node.kind === 'sequence' && Array.isArray(value) && node.items.length === value.length) {
      const before = this.splices.length;
      const done = node.items.every((item, i) => {
        if (deepEqual(nodeValue(item), value[i])) return true;
        if (this.editInside(item, value[i], depth + 1)) return true;
        if (item.kind !== 'scalar' || typeof value[i] === 'object') return false;
        this.splices.push({ start: item.start, end: item.end, text: flow(value[i]) });
        return true;
      });
      if (!done) this.splices.length = before;
      return done;
    }
    if (node.kind !== 'mapping' || !isRecord(value)) return false;
    if (node.entries.some(({ merge }) => merge)) return false;
    const kept = node.entries.filter(({ key }) => Object.hasOwn(value, key));
    if (kept.length === 0) return false;
    for (const entry of kept) this.editEntry(node, entry, value[entry.key], depth);
    this.remove(node, value);
    const present = new Set(node.entries.map(({ key }) => key));
    const added = Object.entries(value).filter(([key]) => !present.has(key));
    if (added.length > 0) this.append(node, kept[kept.length - 1], Object.fromEntries(added));
    return true;
  }

  private editEntry(parent: MappingNode, entry: MappingEntry, value: unknown, depth: number): void {
    const { value: node, keyEnd } = entry;
    if (deepEqual(nodeValue(node), value) || this.editInside(node, value, depth + 1)) return;
    const inFlow = parent.flow || !this.startsLine(entry.keyStart);
    const isBlock = !inFlow && !isInline(value, node);
    const column = this.columnOf(entry.keyStart);
    const ownLines = this.text.slice(keyEnd, node.start).includes('\n');
    const colon = this.text.indexOf(':', keyEnd) + 1;
    if (ownLines && !inFlow) {
      // "key:" and the value on lines of its own; comments behind the colon stay there.
      if (isBlock) {
        const indent = this.columnOf(node.start);
        const deeper = indent > column ? indent : column + 2;
        const start = this.lineStart(node.start);
        this.splices.push({ start, end: node.end, text: this.lines(value, deeper, node.end) });
        return;
      }
      this.splices.push({ start: colon, end: colon, text: ` ${flow(value)}` });
      this.splices.push({ start: this.lineStart(node.start) - 1, end: node.end, text: '' });
      return;
    }
    if (isBlock) {
      const eol = this.lineEnd(node.end);
      this.splices.push({ start: colon, end: node.end, text: '' });
      this.splices.push({ start: eol, end: eol, text: `\n${block(value, column + 2).trimEnd()}` });
      return;
    }
    const gap = node.start === colon ? ' ' : '';
    this.splices.push({ start: node.start, end: node.end, text: gap + flow(value) });
  }

  private remove(node: MappingNode, value: Record<string, unknown>): void {
    node.entries.forEach((entry, i) => {
      if (Object.hasOwn(value, entry.key)) return;
      const next = node.entries[i + 1];
      const previous = node.entries[i - 1];
      if (!node.flow && this.startsLine(entry.keyStart)) {
        const start = this.lineStart(entry.keyStart);
        const end = Math.min(this.lineEnd(entry.value.end) + 1, this.text.length);
        this.splices.push({ start, end, text: '' });
      } else if (next) {
        this.splices.push({ start: entry.keyStart, end: next.keyStart, text: '' });
      } else if (previous) {
        // The comma before it goes as well; when the entry before goes too, that has taken the comma.
        const start = Object.hasOwn(value, previous.key) ? previous.value.end : entry.keyStart;
        this.splices.push({ start, end: entry.value.end, text: '' });
      }
    });
  }

  private append(node: MappingNode, last: MappingEntry, added: Record<string, unknown>): void {
    if (node.flow) {
      const fields = flow(added).slice(1, -1).trim();
      this.splices.push({ start: last.value.end, end: last.value.end, text: `, ${fields}` });
      return;
    }
    const eol = this.lineEnd(last.value.end);
    const text = block(added, this.columnOf(node.entries[0].keyStart)).trimEnd();
    this.splices.push({ start: eol, end: eol, text: `\n${text}` });
  }

  /**
   * A value on lines of its own, in place of one that ended at an offset. A remark behind the old value
   * goes to the next line, lest it becomes part of a text in block style.
   */
  private lines(value: unknown, indent: number, oldEnd: number): string {
    const hasRemark = this.text.slice(oldEnd, this.lineEnd(oldEnd)).trim() !== '';
    return block(value, indent).trimEnd() + (hasRemark ? '\n' : '');
  }

  private lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Offset of the line break that ends the line of an offset, or the end of the text. */
  private lineEnd(offset: number): number {
    const eol = this.text.indexOf('\n', offset);
    const end = eol === -1 ? this.text.length : eol;
    return end > offset && this.text[end - 1] === '\r' ? end - 1 : end;
  }

  private columnOf(offset: number): number {
    return offset - this.lineStart(offset);
  }

  private startsLine(offset: number): boolean {
    return this.text.slice(this.lineStart(offset), offset).trim() === '';
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is written behind its key: scalars, and collections that replace one in braces. */
function isInline(value: unknown, replaced: YamlNode): boolean {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return true;
  const wasFlow = 'flow' in replaced && replaced.flow && replaced.size > 1;
  return wasFlow && flow(value).length <= MAX_FLOW_LENGTH;
}

/** A value on one line; JSON is YAML too, and the way to write a text of several lines on one. */
function flow(value: unknown): string {
  const options = { flowLevel: 0, lineWidth: -1, noRefs: true, flowBracketPadding: true };
  const text = dump(value, options).trimEnd();
  return text.includes('\n') ? JSON.stringify(value) : text;
}

function block(value: unknown, indent: number): string {
  const pad = ' '.repeat(indent);
  return dump(value, { lineWidth: -1, noRefs: true }).replace(/^(?=.)/gm, pad);
}
