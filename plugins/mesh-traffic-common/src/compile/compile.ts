import { Diagnostic, hasErrors } from '../diagnostic';
import { Manifest, manifestKey } from '../kubernetes/manifest';
import { RoutingPolicy } from '../policy/schema';
import { accessPolicies } from './access/accessPolicies';
import { CompileOptions, meshSettings } from './CompileOptions';
import { contextOf } from './Context';
import { destinationRules } from './destinationRules';
import { dashboard } from './monitoring/dashboard';
import { denialTags } from './monitoring/denialTags';
import { prometheusRule } from './monitoring/prometheusRule';
import { echoWorkloads } from './probes/echoWorkloads';
import { probeJobs } from './probes/probeJobs';
import { gatewayServices } from './gatewayServices';
import { rateLimits } from './rateLimit/rateLimits';
import { meshWide } from './meshWide';
import { refusals } from './refusals';
import { rolloutObjects } from './rollout/rolloutObjects';
import { virtualService } from './virtualService';

/** What a policy comes to. */
export interface Compiled {
  /** Every object, in the order in which they are written; empty when there is an error. */
  manifests: Manifest[];
  diagnostics: Diagnostic[];
}

/**
 * Compiles a policy into the whole set of objects that it stands for. Same document and options, same
 * objects in the same order with the same order of keys, whatever the order of keys in the document.
 *
 * @param policy - as parsePolicy returns it
 */
export function compile(policy: RoutingPolicy, options?: CompileOptions): Compiled {
  const context = contextOf(policy, meshSettings(options));
  const refused = refusals(context);
  if (hasErrors(refused)) return { manifests: [], diagnostics: refused };
  // Routes first: they say which subsets the DestinationRules must hold.
  const root = virtualService(context);
  const routes = [...(root ? [root] : []), ...gatewayServices(context)];
  const manifests = [
    ...routes,
    ...destinationRules(context),
    ...rateLimits(context),
    ...accessPolicies(context),
    ...rolloutObjects(context),
    ...dashboard(context),
    ...denialTags(context),
    ...prometheusRule(context),
    ...probeJobs(context),
    ...echoWorkloads(context),
  ];
  const diagnostics = [...refused, ...context.diagnostics, ...meshWide(context, manifests)];
  if (hasErrors(diagnostics)) return { manifests: [], diagnostics };
  return { manifests: manifests.sort(byKey), diagnostics };
}

function byKey(left: Manifest, right: Manifest): number {
  return manifestKey(left) < manifestKey(right) ? -1 : 1;
}
