import { field } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';
import { trafficPolicies } from '../trafficPolicies';

/** Without caCertificates Istio checks against the system's, so that their absence is no fault. */
export const serverNotVerified: LintRule = {
  code: 'MT2057',
  severity: 'warning',
  title: 'TLS that does not check who the server is',
  source: 'istio/api destination_rule.proto, insecureSkipVerify; istioctl analyze IST0128, IST0129',
  check: context =>
    trafficPolicies(context).flatMap(({ object: { on }, host, policy, path }) =>
      field(policy.tls, 'insecureSkipVerify') === true &&
      /^(SIMPLE|MUTUAL)$/.test(policy.tls?.mode ?? '')
        ? [
            {
              on,
              path: `${path}.tls.insecureSkipVerify`,
              message: `Whoever answers in the place of ${host} is believed: the calls are encrypted, and may be read by anybody in between.`,
              help: 'Give caCertificates or credentialName, and remove insecureSkipVerify.',
            },
          ]
        : [],
    ),
};
