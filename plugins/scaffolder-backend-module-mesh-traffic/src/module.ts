import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createActionServices } from './actions/ActionServices';
import { createProposeAction } from './actions/propose';
import { createReviewAction } from './actions/review';

/** Adds the actions `mesh-traffic:policy:review` and `mesh-traffic:policy:propose` to the scaffolder. */
export const scaffolderModuleMeshTraffic = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'mesh-traffic',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        actions: scaffolderActionsExtensionPoint,
      },
      async init({ auth, discovery, actions }) {
        const services = createActionServices(auth, discovery);
        actions.addActions(createReviewAction(services), createProposeAction(services));
      },
    });
  },
});
