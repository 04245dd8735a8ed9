import { z } from 'zod';
import { isRecord } from '../path';

type Schema = Record<string, unknown>;

const TYPES: Record<string, string> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
};

/** Names that stand for any key of a mapping, by the path of the mapping. */
const KEYS: Record<string, string> = {
  'spec.callers': '<namespace>',
  'spec.versions': '<version>',
  'spec.rollout.rings': '<ring>',
  'spec.probes.calls': '<name>',
};

/**
 * The fields of a document as a Markdown table, in the order of the schema: path, kind of value, default and
 * description. A group of fields that was listed before is referred to.
 */
export function policyReference(schema: z.ZodType): string {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  const rows: string[] = [];
  const listed = new Map<string, string>();
  const visit = (node: Schema, path: string, required: boolean): void => {
    const fields = fieldsOf(node);
    const shape = JSON.stringify(fields);
    const before = fields.length > 1 ? listed.get(shape) : undefined;
    if (path !== '' && (fields.length === 0 || node.description !== undefined || before)) {
      const see = before === undefined ? '' : ` As \`${before}\`.`;
      rows.push(
        `| \`${path}\` | ${kindOf(node)} | ${defaultOf(node, required)} | ${escape(String(node.description ?? ''))}${see} |`,
      );
    }
    if (before !== undefined) return;
    if (fields.length > 1) listed.set(shape, path);
    for (const { name, schema: child, required: needed } of fields) {
      const key = name === '*' ? (KEYS[path] ?? '<key>') : name;
      visit(child, key === '[]' ? `${path}[]` : `${path}${path && '.'}${key}`, needed);
    }
  };
  visit(root, '', true);
  return ['| Field | Value | Default | What it is |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

interface Field {
  name: string;
  schema: Schema;
  required: boolean;
}

/** What stands below a node: its fields, any key of a mapping, or the entries of a list of mappings. */
function fieldsOf(node: Schema): Field[] {
  if (isRecord(node.properties)) {
    const required = Array.isArray(node.required) ? node.required : [];
    return Object.entries(node.properties)
      .filter((entry): entry is [string, Schema] => isRecord(entry[1]))
      .map(([name, schema]) => ({ name, schema, required: required.includes(name) }));
  }
  if (isRecord(node.additionalProperties) && isRecord(node.additionalProperties.properties)) {
    return [{ name: '*', schema: node.additionalProperties, required: false }];
  }
  if (isRecord(node.items) && isRecord(node.items.properties)) {
    return [{ name: '[]', schema: node.items, required: false }];
  }
  if (Array.isArray(node.anyOf)) {
    return node.anyOf.filter(isRecord).flatMap(alternative => fieldsOf(alternative));
  }
  return [];
}

function kindOf(node: Schema): string {
  if (node.const !== undefined) return `\`${String(node.const)}\``;
  if (Array.isArray(node.enum)) return node.enum.map(value => `\`${String(value)}\``).join(', ');
  if (Array.isArray(node.anyOf)) {
    return node.anyOf.filter(isRecord).map(kindOf).filter(Boolean).join(' or ');
  }
  if (node.type === 'array') {
    const entries = isRecord(node.items) ? kindOf(node.items) : '';
    return entries && entries !== 'mapping' ? `list of ${entries}` : 'list';
  }
  if (isRecord(node.additionalProperties)) {
    const value = kindOf(node.additionalProperties);
    return value === 'mapping' || value === '' ? 'mapping' : `mapping to ${value}`;
  }
  if (node.type === 'object') return 'mapping';
  return TYPES[String(node.type)] ?? '';
}

function defaultOf(node: Schema, required: boolean): string {
  if (node.default === undefined) return required ? 'required' : '';
  const text = JSON.stringify(node.default);
  return text === '[]' || text === '{}' ? '' : `\`${escape(text.replace(/^"|"$/g, ''))}\``;
}

function escape(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/</g, '&lt;');
}
