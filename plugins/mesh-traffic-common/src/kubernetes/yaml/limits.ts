/** What {@link loadYaml} takes before it refuses. */
export interface YamlLimits {
  /** Size of the text in UTF-8 bytes. */
  maxBytes: number;
  /** How deep mappings and lists may nest. */
  maxDepth: number;
  /** Documents in one text, separated by `---`. */
  maxDocuments: number;
  /** `*name` references in one text. */
  maxAliases: number;
  /** Values in one text, aliases counted at what they stand for. */
  maxNodes: number;
}

/** For text that somebody else wrote: a policy of a few hundred callers stays far below. */
export const DEFAULT_YAML_LIMITS: YamlLimits = {
  maxBytes: 256 * 1024,
  maxDepth: 50,
  maxDocuments: 64,
  maxAliases: 100,
  maxNodes: 20_000,
};

/** Size of a text in UTF-8, without making a copy of it. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/**
 * An upper estimate of the values in a text, cheap enough to be asked before parsing: a value starts on a
 * line of its own, after a block indicator, or after an indicator of a flow collection.
 */
export function countStructure(text: string): number {
  let count = 1;
  for (let i = 0; i < text.length; i += 1) {
    switch (text.charCodeAt(i)) {
      case 10: // line feed
      case 44: // ,
      case 91: // [
      case 123: // {
        count += 1;
        break;
      case 45: // -
      case 58: // :
      case 63: {
        // ? , an indicator only before white space or another flow indicator
        const next = text.charCodeAt(i + 1);
        if (!(next > 44) || next === 91 || next === 93 || next === 123 || next === 125) count += 1;
        break;
      }
      default:
    }
  }
  return count;
}

/** Lines that start with `---`: at least as many as documents that a marker separates. */
export function countDocumentMarkers(text: string): number {
  let count = 0;
  for (let at = text.indexOf('---'); at !== -1; at = text.indexOf('---', at + 3)) {
    if (at === 0 || text.charCodeAt(at - 1) === 10 || text.charCodeAt(at - 1) === 13) count += 1;
  }
  return count;
}
