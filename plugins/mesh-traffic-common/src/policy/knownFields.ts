import { z } from 'zod';
import { isRecord, PolicyPath } from './path';
import { routingPolicySchema } from './schema';

let root: unknown;

/** What the schema says about a place in the document. */
export interface KnownField {
  /** Names of the fields that may stand there; empty where any name may. */
  fields: string[];
  description?: string;
}

/** Looks up a place in the schema; undefined where the schema knows nothing. */
export function knownField(path: PolicyPath): KnownField | undefined {
  root ??= z.toJSONSchema(routingPolicySchema, { unrepresentable: 'any', io: 'output' });
  let schemas = alternatives(root);
  for (const step of path) schemas = schemas.flatMap(schema => below(schema, step));
  if (schemas.length === 0) return undefined;
  const described = schemas.find(({ description }) => typeof description === 'string');
  return {
    fields: schemas.flatMap(({ properties }) =>
      isRecord(properties) ? Object.keys(properties) : [],
    ),
    description: described?.description as string | undefined,
  };
}

function below(schema: Record<string, unknown>, step: string | number): Record<string, unknown>[] {
  if (typeof step === 'number') return alternatives(schema.items);
  const { properties, additionalProperties } = schema;
  if (isRecord(properties) && Object.hasOwn(properties, step))
    return alternatives(properties[step]);
  return alternatives(additionalProperties);
}

function alternatives(schema: unknown): Record<string, unknown>[] {
  if (!isRecord(schema)) return [];
  const nested = [schema.anyOf, schema.oneOf, schema.allOf]
    .filter(Array.isArray)
    .flat() as unknown[];
  return [schema, ...nested.flatMap(alternatives)];
}
