import { selects } from '../simulate/workloads';
import { groupBy } from './groupBy';
import type { IstioObject, LintContext } from './LintContext';

/** Two objects of one namespace for the same pods. */
export interface SharedPods<Kind extends 'PeerAuthentication' | 'Sidecar'> {
  one: IstioObject<Kind>;
  /** An earlier one in the documents. */
  other: IstioObject<Kind>;
  /** A workload that both select; absent where both have the same labels. */
  workload?: string;
}

/** Pairs of objects with selectors, of which only the older counts for some pods. */
export function sharedPods<Kind extends 'PeerAuthentication' | 'Sidecar'>(
  context: LintContext,
  kind: Kind,
  selectorOf: (object: IstioObject<Kind>) => Record<string, string> | undefined,
): SharedPods<Kind>[] {
  const selecting = context
    .istio(kind)
    .map(object => ({ object, selector: selectorOf(object) ?? {} }))
    .filter(({ selector }) => Object.keys(selector).length > 0);
  return [...groupBy(selecting, ({ object }) => object.namespace)].flatMap(([namespace, own]) => {
    const workloads = own.length > 1 ? context.workloadsOf(namespace) : [];
    return own.flatMap(({ object, selector }, index) => {
      for (const earlier of own.slice(0, index)) {
        const both = { one: object, other: earlier.object };
        if (selects(selector, earlier.selector) && selects(earlier.selector, selector)) {
          return [both];
        }
        const shared = workloads.find(
          ({ labels }) => selects(selector, labels) && selects(earlier.selector, labels),
        );
        if (shared) {
          return [{ ...both, workload: shared.name }];
        }
      }
      return [];
    });
  });
}
