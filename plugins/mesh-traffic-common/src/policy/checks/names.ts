import { Diagnostic } from '../../diagnostic';
import { isDns1123Label } from '../../kubernetes/names';
import { Check, finding } from './Check';

const HELP =
  'Use at most 63 lower-case letters, digits and "-", with a letter or digit at both ends.';

/** MT1100: names inside lists, and of workloads and probes, that Kubernetes would refuse. */
export const names: Check = policy => {
  const { spec } = policy;
  const found: Diagnostic[] = [];
  const check = (name: string, path: string, what: string) => {
    if (!isDns1123Label(name)) {
      found.push(
        finding('MT1100', 'error', path, `"${shorten(name)}" is no name for ${what}.`, HELP, {
          source: 'RFC 1123',
        }),
      );
    }
  };
  spec.routes.forEach((route, index) =>
    route.callers?.forEach((name, at) =>
      check(name, `spec.routes.${index}.callers.${at}`, 'a namespace'),
    ),
  );
  for (const [name, ring] of Object.entries(spec.rollout?.rings ?? {})) {
    const path = `spec.rollout.rings.${name}`;
    ring.callers?.forEach((caller, at) => check(caller, `${path}.callers.${at}`, 'a namespace'));
    if (ring.workload.name.length > 63 - '-primary'.length) {
      found.push(
        finding(
          'MT1100',
          'error',
          `${path}.workload.name`,
          `"${ring.workload.name}" is too long: Flagger adds -primary to it for a Service, which has at most 63 characters.`,
          'Give the workload a name of at most 55 characters.',
        ),
      );
    }
  }
  for (const [name, call] of Object.entries(spec.probes?.calls ?? {})) {
    check(name, `spec.probes.calls.${name}`, 'a probe');
    check(call.from, `spec.probes.calls.${name}.from`, 'a namespace');
  }
  return found;
};

function shorten(name: string): string {
  return name.length > 80 ? `${name.slice(0, 77)}...` : name;
}
