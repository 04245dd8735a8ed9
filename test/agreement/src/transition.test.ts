import { settings } from './settings';
import { checkTransitions } from './transition/checkTransitions';
import { transitionFaults } from './transition/transitionFaults';
import { validPolicy, type ValidPolicy } from './random/validPolicy';

/** Only stops what hangs. */
const TIMEOUT_MS = 3_600_000;
/** A change costs as much as many policies: it has dozens of states on its way. */
const POLICIES_PER_CHANGE = 20;

const { seed, policies } = settings();

it(
  `loses no call on the way from one policy to the next (seed ${seed})`,
  () => {
    const changes = Math.ceil(policies / POLICIES_PER_CHANGE);
    const { made, refused } = checkTransitions(seed, changes);
    expect(made).toBe(changes);
    expect(refused).toBeLessThan(made);
  },
  TIMEOUT_MS,
);

it('sees a change that drops at once what the old routes still use', () => {
  const policyWith = (versions: string[]): ValidPolicy => {
    const valid = validPolicy({
      apiVersion: 'mesh-traffic/v1alpha1',
      kind: 'RoutingPolicy',
      metadata: { name: 'api', namespace: 'shop' },
      spec: {
        service: { ports: [{ name: 'http', number: 80 }] },
        versions: Object.fromEntries(versions.map(name => [name, { labels: { version: name } }])),
        otherCallers: { route: { [versions[0]]: 100 } },
      },
    });
    if (Array.isArray(valid)) throw new Error('The document does not hold.');
    return valid;
  };
  const faults = transitionFaults(policyWith(['old', 'stable']), policyWith(['stable']));
  expect(faults[0]).toMatch(/^NC for .*"from":"stranger"/);
});
