import { destinations, entryHosts, type WrittenDestination } from '../destinations';
import type { LintContext } from '../LintContext';
import type { LintRule } from '../LintRule';

const FAILURE: Record<WrittenDestination['use'], string> = {
  route: 'calls of this rule fail with 503 (NC)',
  copy: 'no copy arrives anywhere',
  connection: 'connections of this rule are closed',
};

/** Only said where the documents hold Services at all. */
export const destinationUnknown: LintRule = {
  code: 'MT2015',
  severity: 'warning',
  title: 'a destination that no Service among the documents has',
  source: 'istio: a cluster exists only for known services; Kiali KIA1101',
  fromAbsence: true,
  check: context => {
    const isMissing = missingServices(context);
    return destinations(context)
      .filter(({ host }) => isMissing(host))
      .map(({ object: { on }, host, path, use }) => ({
        on,
        path: `${path}.host`,
        message: `There is no Service ${host}: ${FAILURE[use]}.`,
        help: 'Correct the host, or add the Service.',
      }));
  },
};

/** Tells of a host that no Service or ServiceEntry has it, although the documents hold Services of its namespace. */
export function missingServices(context: LintContext): (host: string) => boolean {
  const withServices = new Set(context.ofKind('Service', '').map(({ namespace }) => namespace));
  return host => {
    const [name, namespace, kind] = host.split('.');
    const byFlagger = () =>
      context
        .canariesIn(namespace)
        .some(({ apex }) => [apex, `${apex}-primary`, `${apex}-canary`].includes(name));
    return (
      kind === 'svc' &&
      !host.startsWith('*') &&
      withServices.has(namespace) &&
      !context.service(host) &&
      !entryHosts(context).has(host) &&
      !byFlagger()
    );
  };
}
