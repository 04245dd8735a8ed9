import { createBackendModule } from '@backstage/backend-plugin-api';
import { authProvidersExtensionPoint } from '@backstage/plugin-auth-node';
import { createPeopleProvider } from './createPeopleProvider';

/** Lets the portal's page sign in as one of the people in the catalog. Needs `auth.providers.people` in config. */
export const peopleSignInModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'people-provider',
  register({ registerInit }) {
    registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'people',
          factory: ({ baseUrl, resolverContext }) =>
            createPeopleProvider({ baseUrl, resolverContext }),
        });
      },
    });
  },
});
