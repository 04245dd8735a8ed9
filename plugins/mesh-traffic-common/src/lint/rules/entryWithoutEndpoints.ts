import type { LintRule } from '../LintRule';

/** The webhook lets it pass. */
export const entryWithoutEndpoints: LintRule = {
  code: 'MT2171',
  severity: 'error',
  title: 'a ServiceEntry with resolution STATIC and nowhere to go',
  source: 'istio pilot/pkg/serviceregistry/serviceentry/conversion.go',
  check: context =>
    context
      .istio('ServiceEntry')
      .flatMap(({ on, spec: { resolution, endpoints = [], workloadSelector } }) =>
        resolution === 'STATIC' && endpoints.length === 0 && !workloadSelector
          ? [
              {
                on,
                path: 'spec.resolution',
                message:
                  'STATIC takes the endpoints that are listed, and there are none: calls fail with 503 (UH).',
                help: 'List endpoints, add a workloadSelector, or use resolution: DNS.',
              },
            ]
          : [],
      ),
};
