import { CALLERS } from './names';
import { Random } from './Random';
import { type Fields, present } from './randomRule';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Calls that test a policy, by Jobs and pods beside the service: no other call may meet anything else for them.
 *
 * @param httpPorts - numbers of the service's HTTP ports
 */
export function randomProbes(
  random: Random,
  versions: readonly string[],
  httpPorts: readonly number[],
): Fields {
  const image = 'registry.example.com/curl:1';
  return present({
    schedule: random.maybe(0.4, () => '*/10 * * * *'),
    image: random.maybe(0.2, () => image),
    echo: random.maybe(0.4, () => random.pick<unknown>([true, false, { image }])),
    calls: Object.fromEntries(
      random.some(['first', 'second'], 1, 2).map(name => [
        name,
        present({
          from: random.pick(CALLERS),
          port: random.maybe(0.3, () => random.pick(httpPorts)),
          path: random.maybe(0.4, () => '/health?deep=1'),
          method: random.maybe(0.6, () => random.pick(METHODS)),
          headers: random.maybe(0.3, () => ({ 'x-beta': 'yes' })),
          samples: random.maybe(0.3, () => random.int(1, 50)),
          expect: random.maybe(0.5, () => randomAnswer(random, versions)),
        }),
      ]),
    ),
  });
}

function randomAnswer(random: Random, versions: readonly string[]): Fields {
  return present({
    status: random.maybe(0.5, () => random.pick([200, 204])),
    versions: random.maybe(0.5, () =>
      Object.fromEntries(versions.map((name, index) => [name, `answer ${index}`])),
    ),
  });
}
