import { resolveHost } from '../../simulate/hosts';
import { groupBy } from '../groupBy';
import type { IstioObject } from '../LintContext';
import type { LintRule } from '../LintRule';

/** exportTo is visibility, not precedence: of several rules that a caller sees one counts, by creation time. */
export const destinationRulesCompete: LintRule = {
  code: 'MT2040',
  severity: 'error',
  title: 'DestinationRules of one host with different exportTo',
  source:
    'istio pilot/pkg/model/destination_rule.go and sidecar.go; measured in both creation orders',
  check: context => {
    const rules = context.istio('DestinationRule').filter(({ spec }) => !spec.workloadSelector);
    const hostOf = ({ spec, namespace }: IstioObject<'DestinationRule'>) =>
      `${namespace} ${resolveHost(spec.host, namespace)}`;
    return [...groupBy(rules, hostOf).values()].flatMap(group =>
      group.flatMap((one, index) =>
        group.slice(0, index).flatMap(other => {
          const [mine, theirs] = [exportSet(one), exportSet(other)];
          const shared = context.callers.filter(
            caller =>
              (mine.has('*') || mine.has(caller)) && (theirs.has('*') || theirs.has(caller)),
          );
          const areEqual = mine.size === theirs.size && [...mine].every(entry => theirs.has(entry));
          return !areEqual && shared.length > 0
            ? [
                {
                  on: one.on,
                  path: 'spec.exportTo',
                  message: `Callers from ${shared.join(', ')} see ${other.name} too: they use whichever was created last, and lose the subsets and limits of the other.`,
                  help: 'Keep one DestinationRule per host, with a subset for each caller that needs limits of its own.',
                },
              ]
            : [];
        }),
      ),
    );
  },
};

function exportSet({ spec, namespace }: IstioObject<'DestinationRule'>): Set<string> {
  return new Set(
    spec.exportTo?.length ? spec.exportTo.map(entry => (entry === '.' ? namespace : entry)) : ['*'],
  );
}
