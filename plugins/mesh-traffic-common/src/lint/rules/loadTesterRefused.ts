import { field } from '../../simulate/workloads';
import { simulateCall } from '../../simulate/simulateCall';
import { text } from '../canary';
import type { LintRule } from '../LintRule';

/** The load tester is a caller like any other. */
export const loadTesterRefused: LintRule = {
  code: 'MT2131',
  severity: 'error',
  title: 'a load tester that access rules refuse',
  source: 'flagger docs, load testing; measured: 403 counts as success in the built-in metric',
  check: context =>
    context.canaries.flatMap(({ on, webhooks, apex, namespace, service }) =>
      webhooks.flatMap((webhook, index) => {
        const [, tester] =
          /^https?:\/\/[^/:.]+\.([^/:.]+)/.exec(text(field(webhook, 'url')) ?? '') ?? [];
        if (!tester || ![undefined, '', 'rollout'].includes(text(field(webhook, 'type')))) {
          return [];
        }
        const port = field(service, 'port');
        // Between releases the target has no pods: then the stable ones tell.
        const destinations = ['canary', 'primary'].flatMap(
          side =>
            simulateCall(context.effective, context.views(), {
              from: tester,
              host: `${apex}-${side}.${namespace}.svc.cluster.local`,
              port: typeof port === 'number' ? port : 80,
            }).destinations,
        );
        const arrivals = destinations.flatMap(({ arrival, arrivals: each }) => [
          ...(arrival ? [arrival] : []),
          ...Object.values(each ?? {}),
        ]);
        const refused = arrivals.find(({ access }) => access !== 'allow');
        return refused
          ? [
              {
                on,
                path: `spec.analysis.webhooks.${index}.url`,
                message: `Calls from ${tester} are refused${refused.by ? ` by ${refused.by.object}` : ''}: the release is judged by refusals.`,
                help: `Let ${tester} in with the AuthorizationPolicy.`,
              },
            ]
          : [];
      }),
    ),
};
