/**
 * Scaffolder actions that review and propose routing policies.
 *
 * @packageDocumentation
 */
export { scaffolderModuleMeshTraffic as default } from './module';
