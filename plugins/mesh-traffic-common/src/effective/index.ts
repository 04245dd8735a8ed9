export { advanceRelease, type Round } from './advanceRelease';
export { expand, type ExpandOptions } from './expand';
export { AT_REST, type FlaggerPhase, type FlaggerState } from './FlaggerState';
