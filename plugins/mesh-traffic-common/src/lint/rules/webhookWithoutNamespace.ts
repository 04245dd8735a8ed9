import { text } from '../canary';
import { field } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

/** The name is looked up from where Flagger runs. */
export const webhookWithoutNamespace: LintRule = {
  code: 'MT2126',
  severity: 'warning',
  title: 'a webhook URL without a namespace',
  source: 'Kubernetes DNS: a short name means the namespace of the client, which is Flagger',
  check: context =>
    context.canaries.flatMap(({ on, webhooks }) =>
      webhooks.flatMap((webhook, index) => {
        const host = /^https?:\/\/([^/:]+)/.exec(text(field(webhook, 'url')) ?? '')?.[1];
        return host && !host.includes('.')
          ? [
              {
                on,
                path: `spec.analysis.webhooks.${index}.url`,
                message: `${host} is looked up in Flagger's own namespace, not in ${on.namespace}.`,
                help: `Write ${host}.<namespace>.`,
              },
            ]
          : [];
      }),
    ),
};
