import { Random } from './Random';
import { type Fields, present } from './randomRule';

/** Versions by name, with the labels of their pods. */
export function randomVersions(random: Random, names: readonly string[]): Fields {
  return Object.fromEntries(
    names.map(name => [
      name,
      present({ labels: labelsOf(name), replicas: random.maybe(0.1, () => random.int(1, 20)) }),
    ]),
  );
}

/** Pods of a version; two versions share a label, which only both labels together tell apart. */
function labelsOf(version: string): Record<string, string> {
  return version === 'canary' ? { version: 'stable', track: 'canary' } : { version };
}
