import { Manifest } from '../../kubernetes/manifest';
import { Context } from '../Context';
import { canaries } from './canaries';
import { clientRules } from './clientRules';
import { metricTemplates } from './metricTemplates';
import { pinnedServices } from './pinnedServices';

/** Everything that a rollout adds to the routes; nothing of it is an object that Flagger owns. */
export function rolloutObjects(context: Context): Manifest[] {
  const pinned = pinnedServices(context);
  if (!context.policy.spec.rollout) return pinned;
  return [...canaries(context), ...metricTemplates(context), ...pinned, ...clientRules(context)];
}
