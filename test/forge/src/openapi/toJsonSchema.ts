/** A JSON Schema as plain data. */
export type JsonSchema = { [keyword: string]: unknown };

const dropped = new Set([
  'description',
  'example',
  'examples',
  'title',
  'externalDocs',
  'deprecated',
  'readOnly',
  'writeOnly',
  'discriminator',
  'default',
  'nullable',
]);

/**
 * Turns a schema of OpenAPI 3.0 into JSON Schema: `nullable` becomes a union with null, prose is dropped,
 * references point into `#/schemas/`.
 */
export function toJsonSchema(schema: unknown): JsonSchema {
  if (!isObject(schema)) return {};
  const result: JsonSchema = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (dropped.has(keyword) || keyword.startsWith('x-')) continue;
    result[keyword] = convert(keyword, value);
  }
  return schema.nullable === true ? orNull(result) : result;
}

function convert(keyword: string, value: unknown): unknown {
  if (keyword === '$ref') return String(value).replace('#/components/', '#/');
  if (keyword === 'properties' && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, toJsonSchema(v)]));
  }
  if (['anyOf', 'oneOf', 'allOf'].includes(keyword) && Array.isArray(value)) {
    return value.map(toJsonSchema);
  }
  if (['items', 'not', 'additionalProperties'].includes(keyword) && isObject(value)) {
    return toJsonSchema(value);
  }
  return value;
}

function orNull(schema: JsonSchema): JsonSchema {
  if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  const nullable: JsonSchema = { ...schema, type: [schema.type, 'null'] };
  if (Array.isArray(schema.enum) && !schema.enum.includes(null)) {
    nullable.enum = [...schema.enum, null];
  }
  return nullable;
}

/** Whether a value is a plain object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
