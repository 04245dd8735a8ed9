/**
 * The backend plugin of Mesh Traffic.
 *
 * @packageDocumentation
 */
export { meshTrafficPlugin as default } from './plugin';
