import { InputError, NotAllowedError, NotImplementedError } from '@backstage/errors';
import {
  AuthProviderRouteHandlers,
  AuthResolverContext,
  prepareBackstageIdentityResponse,
} from '@backstage/plugin-auth-node';

/** Request header with the name of a User entity in the catalog's default namespace. */
export const PERSON_HEADER = 'x-portal-person';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const LOOPBACK_ADDRESSES = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/**
 * Signs in whoever the request says it is: no password, no proof. Fit for one machine and its own user alone,
 * so that it refuses to exist under another address, and to answer another machine. The name in the `Host`
 * header is checked as well, because a web page elsewhere can make its own name point to this machine. The
 * header that names the person cannot be sent by another origin's page without a CORS grant.
 *
 * @throws NotAllowedError when the backend is configured to be reached under a name that is not loopback
 */
export function createPeopleProvider(options: {
  baseUrl: string;
  resolverContext: Pick<AuthResolverContext, 'signInWithCatalogUser'>;
}): AuthProviderRouteHandlers {
  const { hostname } = new URL(options.baseUrl);
  if (!LOOPBACK_NAMES.includes(hostname)) {
    throw new NotAllowedError(
      `Signing in without a password works on this machine only; backend.baseUrl is at "${hostname}".`,
    );
  }

  return {
    async start() {
      throw new NotImplementedError('This provider has no pop-up: send a refresh request.');
    },
    async frameHandler() {
      throw new NotImplementedError('This provider has no pop-up: send a refresh request.');
    },
    async refresh(request, response) {
      if (
        !LOOPBACK_ADDRESSES.includes(request.socket.remoteAddress ?? '') ||
        !LOOPBACK_NAMES.includes(new URL(`http://${request.headers.host}`).hostname)
      ) {
        throw new NotAllowedError('Signing in without a password works on this machine only.');
      }
      const name = request.header(PERSON_HEADER);
      if (name === undefined || !/^[a-z0-9-]{1,63}$/.test(name)) {
        throw new InputError(`The header ${PERSON_HEADER} must name a person of the catalog.`);
      }
      const result = await options.resolverContext.signInWithCatalogUser({
        entityRef: { kind: 'User', namespace: 'default', name },
      });
      response.status(200).json({
        providerInfo: {},
        profile: {},
        backstageIdentity: prepareBackstageIdentityResponse(result),
      });
    },
  };
}
