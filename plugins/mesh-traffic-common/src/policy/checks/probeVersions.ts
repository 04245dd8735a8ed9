import { Check, finding } from './Check';

/** MT1102: a probe that looks for a version which is not declared. Routes are checked as they are read. */
export const probeVersions: Check = ({ spec }) =>
  Object.entries(spec.probes?.calls ?? {}).flatMap(([name, call]) =>
    Object.keys(call.expect.versions ?? {})
      .filter(version => !Object.hasOwn(spec.versions, version))
      .map(version =>
        finding(
          'MT1102',
          'error',
          `spec.probes.calls.${name}.expect.versions.${version}`,
          `The probe "${name}" looks for "${version}", which is no version of this service.`,
          `Use one of ${Object.keys(spec.versions).sort().join(', ') || 'the versions'}, or add it to spec.versions.`,
        ),
      ),
  );
