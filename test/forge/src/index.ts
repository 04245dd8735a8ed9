export { startForge, type Forge, type ForgeOptions } from './startForge';
export { type CommitFiles } from './commitFiles';
export { type Fault, type FaultRule, type InjectedFault } from './faults/Faults';
export { defaultTokens, portalToken } from './model/Access';
export {
  type RequestAccess,
  type RequestEntry,
  type RequestFilter,
  type RequestKind,
} from './server/RequestLog';
