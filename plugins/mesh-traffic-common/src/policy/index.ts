export * from './schema';
export { policyFolder } from './policyFolder';
