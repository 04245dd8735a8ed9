export * from './annotations';
export * from './api/refs';
export * from './api/types';
export * from './compile';
export * from './diagnostic';
export * from './effective';
export * from './kubernetes';
export * from './permissions';
export * from './policy';
export * from './diff';
export * from './explain';
export * from './impact';
export * from './lint';
export * from './review';
export * from './simulate';
export * from './traffic';
export { MeshTrafficClient, type MeshTrafficApi } from './api/MeshTrafficClient';
export {
  proposalBranch,
  proposalBranchesOfMesh,
  proposalBranchPrefix,
} from './repository/proposalBranch';
