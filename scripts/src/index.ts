/**
 * What `npm start` does, for the tests in a browser to do the same.
 *
 * @packageDocumentation
 */
export type { Child } from './portal/Child';
export { freePort } from './portal/ports';
export { descendantsOf, stillRunning } from './portal/processes';
export { root } from './portal/root';
export { startPortal, type Portal, type PortalOptions } from './portal/startPortal';
export { until } from './portal/until';
export type { BrowserReport } from './suites/browserSuite';
