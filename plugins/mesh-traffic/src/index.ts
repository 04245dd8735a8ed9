export { default } from './plugin';
export { meshTrafficApiRef } from './api/meshTrafficApiRef';
