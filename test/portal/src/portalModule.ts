import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { NavContentBlueprint, SignInPageBlueprint } from '@backstage/plugin-app-react';
import { PortalSidebar } from './nav/PortalSidebar';

/** What is the portal's own: the choice of a person at sign-in, and the sidebar. */
export const portalModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: {
        loader: () => import('./signIn/PeopleSignInPage').then(module => module.PeopleSignInPage),
      },
    }),
    NavContentBlueprint.make({
      params: {
        component: PortalSidebar,
      },
    }),
  ],
});
