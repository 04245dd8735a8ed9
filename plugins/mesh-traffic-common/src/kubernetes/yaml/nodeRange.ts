import { MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';

const PLAIN = 1;
const LITERAL = 4;

/** Where a node starts, its anchor and tag included. */
export function startOf(event: ScalarEvent | SequenceEvent | MappingEvent, start: number): number {
  const anchor = event.anchorStart === -1 ? start : event.anchorStart - 1;
  const tag = event.tagStart === -1 ? start : event.tagStart;
  return Math.min(start, anchor, tag);
}

/**
 * The range of a scalar with its quotes or its `|` line; the parser gives that of the content alone.
 *
 * @param cursor - end of what was read before
 * @param keyEnd - end of the key that the scalar is the value of, if it is one
 */
export function scalarRange(
  text: string,
  event: ScalarEvent,
  cursor: number,
  keyEnd: number | undefined,
): [start: number, end: number] {
  const after = Math.max(event.tagEnd, event.anchorEnd);
  if (event.valueStart === -1) {
    const at = after === -1 ? emptyAt(text, cursor, keyEnd) : after;
    return [startOf(event, at), at];
  }
  if (event.style === PLAIN) return [startOf(event, event.valueStart), event.valueEnd];
  if (event.style < LITERAL) return [startOf(event, event.valueStart - 1), event.valueEnd + 1];
  const from = Math.max(after, cursor);
  const header = text.slice(from, event.valueStart).search(/[|>]/);
  const start = header === -1 ? event.valueStart : from + header;
  let end = event.valueEnd;
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end -= 1;
  return [startOf(event, start), end];
}

/** Where a value that was left out would stand: behind the colon of its key. */
function emptyAt(text: string, cursor: number, keyEnd: number | undefined): number {
  if (keyEnd === undefined) return cursor;
  let at = keyEnd;
  while (/\s/.test(text.charAt(at))) at += 1;
  return text[at] === ':' ? at + 1 : keyEnd;
}

/** Whether a collection opens with a bracket here; the mapping in `[a: b]` has none of its own. */
export function isBracket(text: string, offset: number): boolean {
  return text[offset] === '[' || text[offset] === '{';
}

/** Offset behind the closing bracket of a collection in brackets; only blanks, commas and comments are before it. */
export function closingEnd(text: string, from: number, closing: ']' | '}'): number {
  let at = from;
  while (at < text.length && text[at] !== closing) {
    if (text[at] === '#') {
      const eol = text.indexOf('\n', at);
      at = eol === -1 ? text.length : eol;
    } else {
      at += 1;
    }
  }
  return at + 1;
}
