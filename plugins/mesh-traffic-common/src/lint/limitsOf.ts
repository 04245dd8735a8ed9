import { readLimitPatches } from '../simulate/limits/limitFilters';
import type { LintContext } from './LintContext';
import type { LintObject } from './LintObject';

/** A local rate limit as an EnvoyFilter writes it. */
export interface WrittenLimit {
  on: LintObject;
  config: Record<string, unknown>;
  /** Path of the filter, for example `spec.configPatches.0.patch.value`. */
  path: string;
  /** Written as a TypedStruct. */
  isWrapped: boolean;
}

/** The local rate limits among the EnvoyFilters, those that the API server refuses for their version included. */
export function limitsOf(context: LintContext): readonly WrittenLimit[] {
  return context.once('limits', () =>
    context
      .ofKind('EnvoyFilter', 'networking.istio.io')
      .flatMap(on => readLimitPatches(on.manifest.spec).map(limit => ({ on, ...limit }))),
  );
}
