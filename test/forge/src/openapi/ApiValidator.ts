import Ajv, { ErrorObject, ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { OperationDescription, ApiDescription } from './description';
import description from './operations.json';
import { JsonSchema } from './toJsonSchema';

const api = description as unknown as ApiDescription;

/** Holds requests and responses to GitHub's OpenAPI description. */
export class ApiValidator {
  readonly #ajv: Ajv;
  readonly #coercing: Ajv;
  readonly #validators = new Map<string, ValidateFunction>();

  constructor() {
    this.#ajv = newAjv(false);
    this.#coercing = newAjv(true);
  }

  /** The operations of the description, as in `operationIds.ts`. */
  get operations(): readonly OperationDescription[] {
    return api.operations;
  }

  /** Sentences on what is wrong with the query; coerces its numbers and booleans in place. */
  checkQuery(operation: OperationDescription, query: Record<string, unknown>): string[] {
    return this.#check(this.#coercing, `${operation.operationId} query`, operation.query, query);
  }

  /** Sentences on what is wrong with a request body. */
  checkRequest(operation: OperationDescription, body: unknown): string[] {
    const { operationId, requestBody } = operation;
    if (!requestBody) return [];
    return this.#check(this.#ajv, `${operationId} body`, requestBody, body);
  }

  /** Sentences on what is wrong with an answer: its status and its body. */
  checkResponse(operation: OperationDescription, status: number, body: unknown): string[] {
    const schema = operation.responses[String(status)];
    // 401 and the like are general and not listed per operation.
    if (schema === undefined) return status >= 400 ? [] : [`status ${status} is not described`];
    if (schema === null) return [];
    return this.#check(this.#ajv, `${operation.operationId} ${status}`, schema, body);
  }

  #check(ajv: Ajv, key: string, schema: JsonSchema, value: unknown): string[] {
    let validate = this.#validators.get(key);
    if (!validate) {
      validate = ajv.compile(withReferences(schema));
      this.#validators.set(key, validate);
    }
    return validate(value) ? [] : (validate.errors ?? []).map(sentence);
  }
}

function newAjv(coerceTypes: boolean): Ajv {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    coerceTypes,
    // GitHub's own; no standard format.
    formats: { 'repo.nwo': true },
  });
  addFormats(ajv);
  ajv.addSchema({ $id: 'github', schemas: api.schemas });
  return ajv;
}

function withReferences(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/schemas/', '"github#/schemas/'));
}

function sentence(error: ErrorObject): string {
  return `${error.instancePath || '/'} ${error.message}`;
}
