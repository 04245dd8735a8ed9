import { lint } from 'backstage-plugin-mesh-traffic-common';
import { Random } from './random/Random';
import { randomPolicy } from './random/randomPolicy';
import { validPolicy } from './random/validPolicy';
import { settings } from './settings';
import { worldOf } from './world/worldOf';

/** Only stops what hangs. */
const TIMEOUT_MS = 3_600_000;
/** Linting takes longer than comparing calls. */
const POLICIES_PER_LINT = 50;

const { seed, policies } = settings();

it(
  `finds no error in what the compiler writes (seed ${seed})`,
  () => {
    const random = new Random(seed);
    let left = Math.ceil(policies / POLICIES_PER_LINT);
    while (left > 0) {
      const document = randomPolicy(random);
      const valid = validPolicy(document);
      if (Array.isArray(valid)) continue;
      left -= 1;
      const manifests = [...worldOf(valid.policy), ...valid.manifests];
      const { findings } = lint(manifests.map(value => ({ value })));
      // A review sees them without what surrounds them.
      const alone = valid.manifests.map(value => ({ value }));
      const errors = [...findings, ...lint(alone, { partial: true }).findings].filter(
        ({ severity }) => severity === 'error',
      );
      expect({ document, errors }).toEqual({ document, errors: [] });
    }
  },
  TIMEOUT_MS,
);
