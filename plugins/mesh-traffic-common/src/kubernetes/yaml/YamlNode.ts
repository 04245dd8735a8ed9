/** Where a node stands in the text: zero-based offsets, end exclusive, tag and anchor included. */
interface NodeRange {
  start: number;
  end: number;
  /** Nodes in here, this one included, with aliases counted at what they stand for. */
  size: number;
  /** Levels of nesting from here down; 1 for a scalar. */
  height: number;
}

export interface ScalarNode extends NodeRange {
  kind: 'scalar';
  value: string | number | boolean | null;
}

export interface SequenceNode extends NodeRange {
  kind: 'sequence';
  flow: boolean;
  items: YamlNode[];
}

export interface MappingEntry {
  key: string;
  keyStart: number;
  /** End of the key, its closing quote included. */
  keyEnd: number;
  /** A `<<` key, whose value is spread into the mapping. */
  merge: boolean;
  value: YamlNode;
}

export interface MappingNode extends NodeRange {
  kind: 'mapping';
  flow: boolean;
  entries: MappingEntry[];
}

/** `*name`; the value is that of the target. */
export interface AliasNode extends NodeRange {
  kind: 'alias';
  target: YamlNode;
}

/** A node of a YAML text with its position; what reading and editing share. */
export type YamlNode = ScalarNode | SequenceNode | MappingNode | AliasNode;
