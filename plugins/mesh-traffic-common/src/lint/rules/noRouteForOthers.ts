import { rulesByObject } from '../httpRules';
import type { LintRule } from '../LintRule';

/** Callers that no rule names keep the service's own route, over all versions: no error and no warning tells. */
export const noRouteForOthers: LintRule = {
  code: 'MT2010',
  severity: 'warning',
  title: 'rules by source namespace without a rule for everybody else',
  source: 'istio pilot/pkg/networking/core/route/route.go, BuildHTTPRoutesForVirtualService',
  check: context => {
    return [...rulesByObject(context).values()].flatMap(own => {
      const {
        object: { on },
        isForMesh,
        hosts,
      } = own[0];
      if (!isForMesh || hosts.length === 0) {
        return [];
      }
      const isBySource = (match: { sourceNamespace?: string; sourceLabels?: object }) =>
        Boolean(match.sourceNamespace ?? match.sourceLabels);
      const allBySource = own.every(
        ({ rule }) => rule.match?.length && rule.match.every(isBySource),
      );
      return allBySource
        ? [
            {
              on,
              path: 'spec.http',
              message:
                'Callers from other namespaces match no rule: Istio skips this object for them and spreads their calls over all versions of the service.',
              help: 'Add a last rule without a match that says where everybody else goes.',
            },
          ]
        : [];
    });
  },
};
