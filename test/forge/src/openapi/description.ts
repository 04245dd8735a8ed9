import { JsonSchema } from './toJsonSchema';

/** One operation of GitHub's REST API as `cut.ts` keeps it. */
export interface OperationDescription {
  /** For example `pulls/create`. */
  operationId: string;
  method: string;
  /** With `{name}` for parameters; the last one may hold slashes. */
  path: string;
  query: JsonSchema;
  /** Absent when the operation takes no JSON body. */
  requestBody?: JsonSchema;
  /** By status; null for an answer without a JSON body. */
  responses: Record<string, JsonSchema | null>;
}

/** The cut of GitHub's OpenAPI description. */
export interface ApiDescription {
  operations: OperationDescription[];
  schemas: Record<string, JsonSchema>;
}
