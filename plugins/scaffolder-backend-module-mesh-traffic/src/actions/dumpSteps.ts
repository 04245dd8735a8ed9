import { dumpYaml } from 'backstage-plugin-mesh-traffic-common';

/** The steps of an example as the text of a template. */
export function dumpSteps(steps: object[]): string {
  return dumpYaml({ steps });
}
