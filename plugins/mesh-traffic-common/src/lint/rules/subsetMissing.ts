import { resolveHost } from '../../simulate/hosts';
import { HostCollection } from '../HostCollection';
import { ANY_OTHER_NAMESPACE } from '../knownNamespaces';
import { destinations } from '../destinations';
import type { IstioObject, LintContext } from '../LintContext';
import type { LintRule, RuleFinding } from '../LintRule';
import type { ReachedRoute } from '../reachedRoutes';

interface Missing {
  finding: Pick<RuleFinding, 'on' | 'path'>;
  subset: string;
  callers: Set<string>;
}

/** Seen from each caller: Istio picks one DestinationRule per caller, and only its subsets exist there. */
export const subsetMissing: LintRule = {
  code: 'MT2014',
  severity: 'error',
  title: 'a subset that the DestinationRule of some callers does not have',
  source: 'istio pilot/pkg/model/push_context.go, destinationRule; measured: 503 NC',
  check: context => {
    const asWritten = missingSubsets(context, context.routes());
    const newestFirst = context.routesNewestFirst();
    const reversed =
      newestFirst === context.routes() ? asWritten : missingSubsets(context, newestFirst);
    const inRoutes = [...new Set([...asWritten.keys(), ...reversed.keys()])].flatMap(key => {
      const [one, other] = [asWritten.get(key), reversed.get(key)];
      const missing = one ?? other;
      if (!missing) {
        return [];
      }
      const callers = new Set([...(one?.callers ?? []), ...(other?.callers ?? [])]);
      const always = [...callers].every(
        caller => one?.callers.has(caller) && other?.callers.has(caller),
      );
      return [
        {
          ...missing.finding,
          message: `The subset ${missing.subset} does not exist for ${callersText(callers, context.callers)}${always ? '' : ', depending on which object was created first'}: the calls fail with 503 (NC).`,
          help: 'Put the subset into the one DestinationRule that these callers use; see MT2040 where several compete.',
        },
      ];
    });
    return [...inRoutes, ...missingElsewhere(context)];
  },
};

/** Subsets of mirrors and of rules for TCP and TLS, which no HTTP call is followed through. */
function missingElsewhere(context: LintContext): RuleFinding[] {
  const known = rulesByHost(context);
  return destinations(context).flatMap(({ object, host, destination: { subset }, path, use }) => {
    const service = context.effective.services.get(host);
    if (use === 'route' || !subset || !service) {
      return [];
    }
    if (context.options.partial && known.overlapping(host).length === 0) {
      return [];
    }
    const callers = new Set(
      callersOf(context, object).filter(
        namespace =>
          !context.effective
            .ruleFor({ namespace }, service)
            ?.subsets.some(({ name }) => name === subset),
      ),
    );
    return callers.size === 0
      ? []
      : [
          {
            on: object.on,
            path,
            message: `The subset ${subset} of ${host} does not exist for ${callersText(callers, context.callers)}: ${use === 'copy' ? 'no copy arrives' : 'connections are closed'}.`,
            help: 'Put the subset into the one DestinationRule that these callers use.',
          },
        ];
  });
}

/** Namespaces that a VirtualService is exported to. */
function callersOf(
  { callers }: LintContext,
  { spec, namespace }: IstioObject<'VirtualService'>,
): string[] {
  const exportTo = (spec.exportTo ?? []).map(entry => (entry === '.' ? namespace : entry));
  return callers.filter(
    caller => exportTo.length === 0 || exportTo.includes('*') || exportTo.includes(caller),
  );
}

function rulesByHost(context: LintContext): HostCollection<string> {
  const rules = new HostCollection<string>();
  for (const { spec, namespace, name } of context.effective.objects('DestinationRule')) {
    rules.add(resolveHost(spec.host, namespace), name);
  }
  return rules;
}

function missingSubsets(
  context: LintContext,
  routes: readonly ReachedRoute[],
): Map<string, Missing> {
  const found = new Map<string, Missing>();
  const rules = rulesByHost(context);
  const isElsewhere = (host: string) =>
    context.options.partial && rules.overlapping(host).length === 0;
  for (const { caller, route, destinations: reached } of routes) {
    if (!route.rule) {
      continue;
    }
    for (const { fails, subset, host } of reached) {
      const isKnown = context.effective.services.has(host);
      if (fails !== 'NC' || !subset || !isKnown || isElsewhere(host)) {
        continue;
      }
      const on = route.object && context.object(route.object);
      if (!on) {
        continue;
      }
      const key = `${on.key} ${route.rule.path} ${host} ${subset}`;
      const entry = found.get(key) ?? {
        finding: { on, path: `${route.rule.path}.route` },
        callers: new Set<string>(),
        subset: `${subset} of ${host}`,
      };
      entry.callers.add(caller.namespace);
      found.set(key, entry);
    }
  }
  return found;
}

function callersText(callers: ReadonlySet<string>, all: readonly string[]): string {
  if (all.every(caller => callers.has(caller))) {
    return 'any caller';
  }
  const names = [...callers].filter(caller => caller !== ANY_OTHER_NAMESPACE).sort();
  const others = callers.has(ANY_OTHER_NAMESPACE) ? ['all other namespaces'] : [];
  return `callers from ${[...names, ...others].join(', ')}`;
}
