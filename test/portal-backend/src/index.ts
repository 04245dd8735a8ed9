import { createBackend } from '@backstage/backend-defaults';
import { builtInMeshModule } from './telemetry/builtInMeshModule';
import { peopleSignInModule } from './signIn/peopleSignInModule';
import { permissionPolicyModule } from './permission/permissionPolicyModule';

const backend = createBackend();

// A Backstage like any other ...
backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend'));

// ... what an adopter adds ...
backend.add(import('backstage-plugin-mesh-traffic-backend'));
backend.add(import('backstage-plugin-scaffolder-backend-module-mesh-traffic'));

// ... and what stands in for a company: its people, its rules, its mesh.
backend.add(peopleSignInModule);
backend.add(permissionPolicyModule);
backend.add(builtInMeshModule);

backend.start();
