import { mockErrorHandler } from '@backstage/backend-test-utils';
import express from 'express';
import request from 'supertest';
import { createPeopleProvider } from './createPeopleProvider';

const payload = Buffer.from(
  JSON.stringify({ sub: 'user:default/ana', ent: ['user:default/ana'] }),
).toString('base64url');
const token = `e30.${payload}.signature`;

function createApp() {
  const signInWithCatalogUser = jest.fn().mockResolvedValue({ token });
  const provider = createPeopleProvider({
    baseUrl: 'http://localhost:7007/api/auth',
    resolverContext: { signInWithCatalogUser },
  });
  const app = express()
    .get('/refresh', (req, res, next) => provider.refresh?.(req, res).catch(next))
    .use(mockErrorHandler());
  return { app, signInWithCatalogUser };
}

describe('createPeopleProvider', () => {
  it('signs in as the person of the catalog that the header names', async () => {
    const { app, signInWithCatalogUser } = createApp();
    const response = await request(app).get('/refresh').set('x-portal-person', 'ana');
    expect(response.status).toBe(200);
    expect(response.body.backstageIdentity.identity.userEntityRef).toBe('user:default/ana');
    expect(signInWithCatalogUser).toHaveBeenCalledWith({
      entityRef: { kind: 'User', namespace: 'default', name: 'ana' },
    });
  });

  it.each([
    ['no name', undefined],
    ['another entity', 'group:default/platform'],
  ])('refuses %s', async (_, name) => {
    const { app, signInWithCatalogUser } = createApp();
    const get = request(app).get('/refresh');
    const response = await (name === undefined ? get : get.set('x-portal-person', name));
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain('must name a person of the catalog');
    expect(signInWithCatalogUser).not.toHaveBeenCalled();
  });

  it('refuses a page whose name was made to point to this machine', async () => {
    const { app, signInWithCatalogUser } = createApp();
    const response = await request(app)
      .get('/refresh')
      .set('Host', 'attacker.example:7007')
      .set('x-portal-person', 'ana');
    expect(response.status).toBe(403);
    expect(signInWithCatalogUser).not.toHaveBeenCalled();
  });

  it('does not exist in a portal that others can reach', () => {
    expect(() =>
      createPeopleProvider({
        baseUrl: 'https://backstage.example.com/api/auth',
        resolverContext: { signInWithCatalogUser: jest.fn() },
      }),
    ).toThrow('works on this machine only; backend.baseUrl is at "backstage.example.com"');
  });
});
