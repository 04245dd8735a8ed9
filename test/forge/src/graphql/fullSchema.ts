import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, GraphQLSchema } from 'graphql';

let schema: GraphQLSchema | undefined;

/**
 * GitHub's whole public schema from `@octokit/graphql-schema`, built once (a second or so). The package exports an
 * ECMAScript module only, so that its file is looked up on disk.
 */
export function fullSchema(): GraphQLSchema {
  schema ??= buildSchema(readFileSync(schemaFile(), 'utf8'), { assumeValidSDL: true });
  return schema;
}

function schemaFile(): string {
  const name = join('@octokit', 'graphql-schema', 'schema.graphql');
  const files = (require.resolve.paths('graphql') ?? []).map(folder => join(folder, name));
  const file = files.find(existsSync);
  if (!file) throw new Error('The package @octokit/graphql-schema is not installed');
  return file;
}
