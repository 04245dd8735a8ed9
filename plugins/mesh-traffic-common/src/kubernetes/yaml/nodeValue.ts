import { MappingNode, YamlNode } from './YamlNode';

/**
 * The plain value of a node. Every call makes new objects, so that no two places of a document share one;
 * the reader has bounded the size before. A key `__proto__` never arrives here.
 */
export function nodeValue(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'alias':
      return nodeValue(node.target);
    case 'sequence':
      return node.items.map(nodeValue);
    default:
      return mappingValue(node);
  }
}

function mappingValue(node: MappingNode): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const entry of node.entries) {
    if (!entry.merge) result[entry.key] = nodeValue(entry.value);
  }
  for (const entry of node.entries) {
    if (!entry.merge) continue;
    for (const source of mergeSources(entry.value)) {
      for (const [key, value] of Object.entries(mappingValue(source))) {
        if (!Object.hasOwn(result, key)) result[key] = value;
      }
    }
  }
  return result;
}

/** The mappings that a `<<` key names, the first one winning (YAML 1.1 merge key, which Kubernetes reads). */
export function mergeSources(node: YamlNode): MappingNode[] {
  if (node.kind === 'alias') return mergeSources(node.target);
  if (node.kind === 'mapping') return [node];
  if (node.kind === 'sequence') return node.items.flatMap(mergeSources);
  return [];
}
