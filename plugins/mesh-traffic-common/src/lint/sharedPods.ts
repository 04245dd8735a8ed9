import { type Workload, selects } from '../simulate/workloads';
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
  return [...groupBy(selecting, ({ object }) => object.namespace)].flatMap(([namespace, own]) =>
    [...firstOthers(own, context.workloadsOf(namespace))].map(([place, { other, workload }]) => ({
      one: own[place].object,
      other: own[other].object,
      ...(workload === undefined ? {} : { workload }),
    })),
  );
}

/** By place: the first that shares pods with it, if any is before it. Pairs are not compared: there may be many. */
function firstOthers(
  own: readonly { selector: Record<string, string> }[],
  workloads: readonly Workload[],
): Map<number, { other: number; workload?: string }> {
  const found = new Map<number, { other: number; workload?: string }>();
  const share = ([other, ...later]: readonly number[], workload?: string) => {
    for (const place of later) {
      const known = found.get(place);
      if (!known || other < known.other) {
        found.set(place, { other, workload });
      }
    }
  };
  const pairs = own.map(({ selector }) => Object.entries(selector).map(pair => pair.join('=')));
  const places = [...own.keys()];
  for (const same of groupBy(places, place => [...pairs[place]].sort().join()).values()) {
    share(same);
  }
  const byLabel = groupBy(places, place => pairs[place][0]);
  for (const { name, labels } of own.length > 1 ? workloads : []) {
    const selecting = Object.entries(labels)
      .flatMap(pair => byLabel.get(pair.join('=')) ?? [])
      .filter(place => selects(own[place].selector, labels));
    share(
      selecting.sort((one, other) => one - other),
      name,
    );
  }
  return found;
}
