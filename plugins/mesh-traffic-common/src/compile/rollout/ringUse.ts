import { namespaceOfExposure } from '../../policy/checks/limits';
import { Context } from '../Context';

/** Namespaces whose calls reach a ring by name; undefined when calls of anybody can. */
export function callersOfRing(context: Context, ring: string): string[] | undefined {
  const { spec, metadata } = context.policy;
  const callers = new Set(
    context.callers.filter(caller => caller.ring === ring).map(caller => caller.id),
  );
  for (const route of spec.routes) {
    if (route.ring !== ring) continue;
    if (!route.callers) return undefined;
    route.callers.forEach(caller => callers.add(caller));
  }
  for (const entry of spec.exposure) {
    if (entry.ring === ring) callers.add(namespaceOfExposure(entry, metadata.namespace));
  }
  if (context.others.ring === ring) return undefined;
  return [...callers].sort();
}

/** Rings that calls of one namespace reach, by its own rule or by path. */
export function ringsOfCaller(context: Context, caller: string): string[] {
  const { routes } = context.policy.spec;
  const own = context.callerOf.get(caller)?.ring;
  const rings = new Set(own === undefined ? [] : [own]);
  for (const { ring, callers } of routes) {
    if (ring !== undefined && (!callers || callers.includes(caller))) rings.add(ring);
  }
  return [...rings].sort();
}
