import { Diagnostic } from '../../diagnostic';
import { RoutingPolicy } from '../schema';
import { access } from './access';
import { breakers } from './breakers';
import { Check } from './Check';
import { limits } from './limits';
import { names } from './names';
import { otherCallersRoute } from './otherCallersRoute';
import { ports } from './ports';
import { pinnedVersions } from './pinnedVersions';
import { probes } from './probes';
import { retries } from './retries';
import { ringCallers } from './ringCallers';
import { ringRules } from './ringRules';
import { rings } from './rings';
import { routeAndRing } from './routeAndRing';
import { routes } from './routes';
import { probeVersions } from './probeVersions';
import { workloadNeeded } from './workloadNeeded';

const CHECKS: readonly Check[] = [
  names,
  probeVersions,
  routeAndRing,
  ringCallers,
  otherCallersRoute,
  ports,
  routes,
  retries,
  breakers,
  access,
  workloadNeeded,
  limits,
  rings,
  pinnedVersions,
  ringRules,
  probes,
];

/** Everything that the schema cannot see because it takes more than one field to see it. */
export function checkPolicy(policy: RoutingPolicy): Diagnostic[] {
  return CHECKS.flatMap(check => check(policy));
}
