import { Diagnostic } from '../../diagnostic';
import { Check, finding } from './Check';
import { namespaceOf } from './limits';

/** Rules of one host beyond which proxies get slow to configure. */
const MOST_RULES = 2000;

/** A token of RFC 9110, section 5.1. */
const HEADER = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}$/;

/** MT1116, MT1118, MT1155 to MT1157: rules by path, header or method, and exposures, that cannot hold. */
export const routes: Check = ({ metadata, spec }) => {
  const found: Diagnostic[] = [];
  const error = (code: string, path: string, message: string, help: string) =>
    found.push(finding(code, 'error', path, message, help));
  const callers = Object.keys(spec.callers).length + 1;
  const rules = spec.routes.reduce(
    (sum, route) => sum + (route.callers?.length ?? callers),
    callers,
  );
  if (rules > MOST_RULES) {
    error(
      'MT1157',
      'spec.routes',
      `The routes and callers come to ${rules} rules, which every calling proxy would have to hold.`,
      `Use fewer routes, or name the callers that a route is for; at most ${MOST_RULES} rules can be.`,
    );
  }
  const names = new Set<string>();
  spec.routes.forEach((route, index) => {
    const path = `spec.routes.${index}`;
    if (names.has(route.name)) {
      error('MT1118', `${path}.name`, `Two routes are called "${route.name}".`, 'Rename one.');
    }
    names.add(route.name);
    if (route.streaming && route.timeout !== undefined) {
      error(
        'MT1116',
        `${path}.timeout`,
        `The route "${route.name}" streams and has a timeout, which would cut its streams.`,
        'Remove the timeout or streaming: true.',
      );
    }
    if (route.streaming && route.retries?.perTryTimeout !== undefined) {
      error(
        'MT1116',
        `${path}.retries.perTryTimeout`,
        `The route "${route.name}" streams and has a perTryTimeout, which would cut its streams.`,
        'Remove perTryTimeout or streaming: true.',
      );
    }
    const headers = new Set<string>();
    for (const header of Object.keys(route.match.headers ?? {})) {
      if (headers.has(header.toLowerCase())) {
        error(
          'MT1118',
          `${path}.match.headers.${header}`,
          `The header ${header} is there twice: capital letters make no difference.`,
          'Keep one of them.',
        );
      }
      headers.add(header.toLowerCase());
      if (!HEADER.test(header)) {
        error(
          'MT1155',
          `${path}.match.headers.${header}`,
          `"${header.slice(0, 80)}" is no name of a header.`,
          'Write the name of an HTTP header; for path and method use the fields of that name.',
        );
      }
    }
    const { port } = route.match;
    if (port !== undefined) {
      const known = spec.service.ports.find(candidate => candidate.number === port);
      if (!known || known.protocol === 'tcp') {
        error(
          'MT1156',
          `${path}.match.port`,
          `The service has no HTTP port ${port}.`,
          'Use a number from spec.service.ports whose protocol is not tcp.',
        );
      }
    }
  });
  const taken = new Set<string>();
  spec.exposure.forEach((entry, index) => {
    const path = `spec.exposure.${index}`;
    const name = entry.name ?? String(index);
    const served = spec.service.ports.filter(({ protocol }) => protocol !== 'tcp');
    if (entry.port !== undefined && !served.some(({ number }) => number === entry.port)) {
      error(
        'MT1156',
        `${path}.port`,
        `The service has no HTTP port ${entry.port}.`,
        'Use a number from spec.service.ports whose protocol is not tcp.',
      );
    }
    if (taken.has(`name ${name}`)) {
      error('MT1118', `${path}.name`, `Two exposures are called "${name}".`, 'Rename one.');
    }
    taken.add(`name ${name}`);
    entry.hosts.forEach((host, at) => {
      const namespace = namespaceOf(entry.gateway, metadata.namespace);
      const key = `host ${namespace}/${entry.gateway.replace(/^.*\//, '')} ${host}`;
      if (taken.has(key)) {
        error(
          'MT1118',
          `${path}.hosts.${at}`,
          `${host} is exposed twice at ${entry.gateway}: the second rule would never be asked.`,
          'Keep one of the two entries.',
        );
      }
      taken.add(key);
    });
  });
  return found;
};
