export { createSimulator } from './createSimulator';
export type * from './types';
