import { resolveHost } from '../../simulate/hosts';
import type { LintRule } from '../LintRule';

/** Neither the caller's namespace, nor the service's, nor the root: nobody looks there. */
export const ruleInThirdNamespace: LintRule = {
  code: 'MT2055',
  severity: 'warning',
  title: "a DestinationRule for callers elsewhere in a namespace that is not the service's",
  source: 'istio push_context.go, destinationRule; measured',
  check: context =>
    context.istio('DestinationRule').flatMap(({ on, spec, namespace }) => {
      const [, owner, kind] = resolveHost(spec.host, namespace).split('.');
      const others = (spec.exportTo ?? []).filter(
        entry => entry !== '.' && entry !== namespace && entry !== '~',
      );
      return kind === 'svc' &&
        owner !== namespace &&
        namespace !== context.world.rootNamespace &&
        others.length > 0
        ? [
            {
              on,
              path: 'spec.exportTo',
              message: `Callers in ${others.join(', ')} never look into ${namespace}: the rule holds for ${namespace}'s own calls only.`,
              help: `Move it to ${owner}, or write exportTo: ["."].`,
            },
          ]
        : [];
    }),
};
