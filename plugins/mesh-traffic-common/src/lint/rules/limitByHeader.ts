import { protoField } from '../../simulate/limits/protoField';
import { items } from '../../simulate/workloads';
import { limitsOf } from '../limitsOf';
import type { LintRule } from '../LintRule';

/** A caller chooses its own headers. */
export const limitByHeader: LintRule = {
  code: 'MT2065',
  severity: 'warning',
  title: 'a rate limit by a header',
  source: 'measured: the certificate cannot be forged, a header can',
  check: context =>
    limitsOf(context).flatMap(({ on, config, path }) =>
      items(protoField(config, 'rate_limits')).flatMap((limit, index) =>
        items(protoField(limit, 'actions')).flatMap((action, at) =>
          protoField(action, 'request_headers') === undefined
            ? []
            : [
                {
                  on,
                  path: `${path}.typed_config.rate_limits.${index}.actions.${at}`,
                  message: 'A caller that changes the header gets a fresh bucket.',
                  help: 'Use a CEL descriptor on connection.uri_san_peer_certificate.',
                },
              ],
        ),
      ),
    ),
};
