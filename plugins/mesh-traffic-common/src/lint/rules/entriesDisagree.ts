import { protocolClass } from '../../simulate/admission/protocols';
import type { LintRule } from '../LintRule';

interface Said {
  name: string;
  is: ReturnType<typeof protocolClass>;
  protocol?: string;
  exportTo: string[];
}

/** Entries of one host are joined; a port has one protocol. */
export const entriesDisagree: LintRule = {
  code: 'MT2173',
  severity: 'warning',
  title: 'two ServiceEntries that say different protocols for one port of a host',
  source: 'istio pkg/config/analysis/analyzers/serviceentry; Kiali KIA1212',
  check: context => {
    const said = new Map<string, Said[]>();
    return context.istio('ServiceEntry').flatMap(({ on, spec, namespace, name }) => {
      const exportTo = (spec.exportTo ?? ['*']).map(each => (each === '.' ? namespace : each));
      return (spec.hosts ?? []).flatMap(host =>
        (spec.ports ?? []).flatMap(({ number, protocol }, index) => {
          const key = `${host} ${number}`;
          const known = said.get(key) ?? [];
          const is = protocolClass(protocol);
          const other = known.find(
            each =>
              each.is !== is &&
              (each.exportTo.includes('*') ||
                exportTo.includes('*') ||
                exportTo.some(to => each.exportTo.includes(to))),
          );
          known.push({ name: `${namespace}/${name}`, is, protocol, exportTo });
          said.set(key, known);
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
