import { startForge } from '../startForge';
import { ApiValidator } from './ApiValidator';
import { operationIds } from './operationIds';
import { toJsonSchema } from './toJsonSchema';

describe('toJsonSchema', () => {
  it('makes unions with null', () => {
    expect(toJsonSchema({ type: 'string', nullable: true, description: 'Prose' })).toEqual({
      type: ['string', 'null'],
    });
    expect(toJsonSchema({ type: 'string', nullable: true, enum: ['a'] })).toEqual({
      type: ['string', 'null'],
      enum: ['a', null],
    });
    expect(toJsonSchema({ nullable: true, anyOf: [{ $ref: '#/components/schemas/x' }] })).toEqual({
      anyOf: [{ anyOf: [{ $ref: '#/schemas/x' }] }, { type: 'null' }],
    });
  });

  it('keeps properties that are called like a keyword', () => {
    const schema = {
      type: 'object',
      properties: { description: { type: 'string', example: 'x' } },
    };
    expect(toJsonSchema(schema)).toEqual({
      type: 'object',
      properties: { description: { type: 'string' } },
    });
  });
});

describe('ApiValidator', () => {
  const validator = new ApiValidator();
  const operation = (id: string) => {
    const found = validator.operations.find(({ operationId }) => operationId === id);
    if (!found) throw new Error(`${id} is not described`);
    return found;
  };

  it('has every operation that the forge speaks', () => {
    expect(validator.operations.map(({ operationId }) => operationId)).toEqual([...operationIds]);
  });

  it('finds what is missing or of another kind', () => {
    expect(validator.checkRequest(operation('pulls/create'), { head: 'a', base: 'main' })).toEqual(
      [],
    );
    expect(validator.checkRequest(operation('pulls/create'), { head: 1 })).toEqual([
      "/ must have required property 'base'",
      '/head must be string',
    ]);
    expect(validator.checkResponse(operation('git/get-ref'), 200, { ref: 'x' })).toEqual(
      expect.arrayContaining(["/ must have required property 'object'"]),
    );
    expect(validator.checkResponse(operation('git/get-ref'), 201, {})).toEqual([
      'status 201 is not described',
    ]);
  });
});

describe('a strict forge', () => {
  const ask = (url: string, path: string, body?: unknown) =>
    fetch(`${url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: 'token forge-ana' },
      body: body ? JSON.stringify(body) : undefined,
    });

  it('tells at its end what was asked wrongly, and what it does not speak', async () => {
    const forge = await startForge({ seed: false });
    expect((await ask(forge.url, '/repos/acme/gitops/pulls', { head: 1 })).status).toBe(422);
    expect((await ask(forge.url, '/repos/acme/gitops/hooks')).status).toBe(404);
    await expect(forge.close()).rejects.toThrow(
      /pulls\/create was asked wrongly: .*\/head must be string[^]*does not speak GET \/repos\/acme\/gitops\/hooks/,
    );
  });

  it('only logs it when it is not strict', async () => {
    const log: string[] = [];
    const forge = await startForge({ seed: false, strict: false, log: line => log.push(line) });
    await ask(forge.url, '/repos/acme/gitops/hooks');
    await forge.close();
    expect(log).toEqual(['The forge does not speak GET /repos/acme/gitops/hooks']);
  });
});
