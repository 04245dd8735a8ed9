import { protocolClass } from '../../simulate/admission/protocols';
import type { LintRule } from '../LintRule';

/** Entries of one host are joined; a port has one protocol. */
export const entriesDisagree: LintRule = {
  code: 'MT2173',
  severity: 'warning',
  title: 'two ServiceEntries that say different protocols for one port of a host',
  source: 'istio pkg/config/analysis/analyzers/serviceentry; Kiali KIA1212',
  check: context => {
    const said = new Map<string, { name: string; protocol?: string; exportTo: string[] }[]>();
    return context.istio('ServiceEntry').flatMap(({ on, spec, namespace, name }) => {
      const exportTo = (spec.exportTo ?? ['*']).map(each => (each === '.' ? namespace : each));
      return (spec.hosts ?? []).flatMap(host =>
        (spec.ports ?? []).flatMap(({ number, protocol }, index) => {
          const key = `${host} ${number}`;
          const known = said.get(key) ?? [];
          said.set(key, [...known, { name: `${namespace}/${name}`, protocol, exportTo }]);
          const other = known.find(
            each =>
              protocolClass(each.protocol) !== protocolClass(protocol) &&
              (each.exportTo.includes('*') ||
                exportTo.includes('*') ||
                exportTo.some(to => each.exportTo.includes(to))),
          );
          return other
            ? [
                {
                  on,
                  path: `spec.ports.${index}.protocol`,
                  message: `${other.name} says ${other.protocol ?? 'no protocol'} for port ${number} of ${host}, and this ${protocol ?? 'none'}: callers that see both get one of them, by age.`,
                  help: 'Say the same in both, or make one of them.',
                },
              ]
            : [];
        }),
      );
    });
  },
};
