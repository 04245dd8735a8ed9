import { Manifest } from '../../kubernetes/manifest';
import { Context } from '../Context';
import { manifestOf } from '../manifestOf';
import { objectName } from '../names';
import { workloadLabels } from '../workloadLabels';

/**
 * Adds `denied_by` to the service's own reports: standard labels cannot tell a 403 of access control from one of
 * the application. Bound to the pods, since of several Telemetry objects for a whole namespace only one counts.
 */
export function denialTags(context: Context): Manifest[] {
  if (!context.policy.spec.monitoring?.denialTags) return [];
  const value =
    "response.code_details.startsWith('rbac_access_denied') ? 'rbac' : " +
    "(response.code_details == 'local_rate_limited' || response.code_details == 'request_rate_limited' ? 'rate_limit' : 'none')";
  return [
    manifestOf(
      {
        apiVersion: 'telemetry.istio.io/v1',
        kind: 'Telemetry',
        name: objectName(context.service, 'denials'),
        namespace: context.namespace,
        policy: context.owner,
        wave: '0',
      },
      {
        spec: {
          selector: { matchLabels: workloadLabels(context) },
          metrics: [
            {
              providers: [{ name: 'prometheus' }],
              overrides: [
                {
                  match: { metric: 'REQUEST_COUNT', mode: 'SERVER' },
                  tagOverrides: { denied_by: { operation: 'UPSERT', value } },
                },
              ],
            },
          ],
        },
      },
    ),
  ];
}
