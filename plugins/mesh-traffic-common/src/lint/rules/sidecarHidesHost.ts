import { resolveHost, isSubsetOf } from '../../simulate/hosts';
import { sidecarFor } from '../../simulate/sidecarScope';
import { httpRules } from '../httpRules';
import type { LintRule } from '../LintRule';

/** What a Sidecar does not import does not exist for its callers: no route, no error here. */
export const sidecarHidesHost: LintRule = {
  code: 'MT2105',
  severity: 'error',
  title: 'a rule for callers whose Sidecar does not import the host',
  source: 'measured: no route at all',
  check: context => {
    if (context.world.sidecars.length === 0) {
      return [];
    }
    return httpRules(context).flatMap(({ object, rule, path, hosts }) =>
      (rule.match ?? []).flatMap(({ sourceNamespace }, index) => {
        const sidecar =
          sourceNamespace &&
          sidecarFor(context.world.sidecars, sourceNamespace, {}, context.world.rootNamespace);
        const imported = ((sidecar || undefined)?.spec.egress ?? []).flatMap(
          listener => listener.hosts ?? [],
        );
        const hidden = hosts.filter(host => {
          const [, owner, kind] = resolveHost(host, object.namespace).split('.');
          return (
            kind === 'svc' &&
            !imported.some(entry => {
              const [namespace, pattern = ''] = entry.split('/');
              const meant = namespace === '.' ? sourceNamespace : namespace;
              return (meant === '*' || meant === owner) && isSubsetOf(host, pattern);
            })
          );
        });
        return imported.length > 0 && hidden.length > 0
          ? [
              {
                on: object.on,
                path: `${path}.match.${index}.sourceNamespace`,
                message: `The Sidecar of ${sourceNamespace} does not import ${hidden.join(', ')}: the rule never holds, and the calls find no route.`,
                help: `Add ${object.namespace}/* to the egress hosts of that Sidecar.`,
              },
            ]
          : [];
      }),
    );
  },
};
