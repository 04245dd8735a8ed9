import type { Manifests } from './Manifests';

/** One kind of fault that a hand can bring into compiled manifests. */
export interface Mutation {
  /** What somebody did. */
  fault: string;
  /** The compiled document that it is done to. */
  to: 'versions' | 'rollout';
  /** Code by which lint finds it. */
  code: string;
  /** Whether any call meets something else than before. */
  changes: boolean;
  edit(manifests: Manifests): void;
}
