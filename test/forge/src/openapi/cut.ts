/**
 * Cuts the operations that the forge speaks out of GitHub's OpenAPI description.
 *
 *   npm pack @octokit/openapi && tar xzf octokit-openapi-*.tgz package/generated/api.github.com.json
 *   npx tsx src/openapi/cut.ts package/generated/api.github.com.json
 *
 * in the folder of this package writes `src/openapi/operations.json`: prose and examples dropped, only the schemas in use kept.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { OperationDescription } from './description';
import { operationIds } from './operationIds';
import { isObject, JsonSchema, toJsonSchema } from './toJsonSchema';

type Json = Record<string, unknown>;

const source = JSON.parse(readFileSync(process.argv[2], 'utf8')) as Json;
const wanted = new Set<string>(operationIds);
const operations: OperationDescription[] = [];

for (const [path, methods] of Object.entries(source.paths as Record<string, Json>)) {
  for (const [method, value] of Object.entries(methods)) {
    const operation = value as Json;
    if (!wanted.delete(String(operation.operationId))) continue;
    operations.push({
      operationId: String(operation.operationId),
      method: method.toUpperCase(),
      path,
      query: querySchema(operation),
      requestBody: contentSchema(operation.requestBody),
      responses: Object.fromEntries(
        Object.entries(operation.responses as Json).map(([status, response]) => [
          status,
          contentSchema(response) ?? null,
        ]),
      ),
    });
  }
}
// The description mixes up "and" and "or" for the account of an installation here, and gets it right elsewhere.
const installations = operations.find(o => o.operationId === 'apps/list-installations');
if (installations) {
  installations.responses['200'] = { type: 'array', items: { $ref: '#/schemas/installation' } };
}
if (wanted.size > 0) throw new Error(`Not in the description: ${[...wanted].join(', ')}`);
operations.sort((a, b) => (a.operationId < b.operationId ? -1 : 1));

const text = JSON.stringify({ operations, schemas: schemasInUse(operations) });
const target = 'src/openapi/operations.json';
writeFileSync(target, `${text}\n`);
process.stdout.write(`${target}: ${operations.length} operations, ${text.length} bytes\n`);

function querySchema(operation: Json): JsonSchema {
  const properties: Json = {};
  const required: string[] = [];
  for (const entry of (operation.parameters ?? []) as Json[]) {
    const parameter = resolve(entry);
    if (parameter.in !== 'query') continue;
    properties[String(parameter.name)] = toJsonSchema(parameter.schema);
    if (parameter.required === true) required.push(String(parameter.name));
  }
  return { type: 'object', properties, required };
}

function contentSchema(value: unknown): JsonSchema | undefined {
  if (!isObject(value)) return undefined;
  const content = resolve(value).content;
  if (!isObject(content)) return undefined;
  const json = content['application/json'];
  return isObject(json) && json.schema ? toJsonSchema(json.schema) : undefined;
}

function resolve(value: Json): Json {
  if (typeof value.$ref !== 'string') return value;
  const keys = value.$ref.replace('#/', '').split('/');
  return resolve(keys.reduce<Json>((at, key) => at[key] as Json, source));
}

function schemasInUse(roots: unknown): Record<string, JsonSchema> {
  const all = (source.components as Json).schemas as Json;
  const kept: Record<string, JsonSchema> = {};
  const visit = (json: string) => {
    for (const [, name] of json.matchAll(/"#\/schemas\/([^"]+)"/g)) {
      if (kept[name]) continue;
      kept[name] = toJsonSchema(all[name]);
      visit(JSON.stringify(kept[name]));
    }
  };
  visit(JSON.stringify(roots));
  return Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)));
}
