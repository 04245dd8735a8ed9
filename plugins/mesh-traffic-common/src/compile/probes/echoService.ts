import { hashedName } from '../names';

/** Name of the Service of the echo workloads; never the service's own, whose calls they must not get. */
export function echoService(service: string): string {
  return hashedName([service, 'echo']);
}

/** What the echo workload of a version answers; no version's text is part of another's. */
export function echoText(version: string): string {
  return `version ${version}.`;
}
