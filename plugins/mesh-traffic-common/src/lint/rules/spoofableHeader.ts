import { field, items } from '../../simulate/workloads';
import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

const CLAIMS_A_CALLER =
  /^(x-)?(source|src|caller|client|from|origin)-?(namespace|ns|workload|service|app)$|^x-(namespace|tenant-namespace)$|^x-forwarded-client-cert$/i;

/** A header that says who calls is set by nobody but the caller. */
export const spoofableHeader: LintRule = {
  code: 'MT2025',
  severity: 'error',
  title: 'a condition on a header that names the caller',
  source:
    'Istio adds no such header; measured: a forged x-source-namespace reaches the canary from anywhere',
  check: context => {
    const message = (name: string) =>
      `Nobody sets the header ${name} but the caller itself: without it the rule never holds, and anybody may forge it.`;
    const help =
      'Use sourceNamespace, which Istio knows from the caller’s proxy, or the identity in an AuthorizationPolicy.';
    return [
      ...httpRules(context).flatMap(({ object, rule, path }) =>
        (rule.match ?? []).flatMap((match, index) =>
          Object.keys(match.headers ?? {})
            .filter(name => CLAIMS_A_CALLER.test(name))
            .map(name => ({
              on: object.on,
              path: `${path}.match.${index}.headers.${name}`,
              message: message(name),
              help,
            })),
        ),
      ),
      ...context.canaries.flatMap(({ on, analysis }) =>
        items(field(analysis, 'match')).flatMap((match, index) =>
          Object.keys(field(match, 'headers') ?? {})
            .filter(name => CLAIMS_A_CALLER.test(name))
            .map(name => ({
              on,
              path: `spec.analysis.match.${index}.headers.${name}`,
              message: message(name),
              help,
            })),
        ),
      ),
    ];
  },
};
