import type { LintRule } from '../LintRule';

/** The legacy label wins, and a revision install ignores it. */
export const injectionTwice: LintRule = {
  code: 'MT2100',
  severity: 'error',
  title: 'istio-injection and istio.io/rev together',
  source: 'istioctl analyze IST0123; istio mutatingwebhook.yaml',
  check: context =>
    context.ofKind('Namespace', '').flatMap(on =>
      on.labels['istio-injection'] !== undefined && on.labels['istio.io/rev'] !== undefined
        ? [
            {
              on,
              path: 'metadata.labels["istio.io/rev"]',
              message:
                'Both labels ask for a sidecar: istio-injection wins, and the revision is ignored.',
              help: 'Keep one of them: istio.io/rev for installations by revision.',
            },
          ]
        : [],
    ),
};
