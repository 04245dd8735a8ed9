import { resolve } from 'node:path';
import { policyFields } from './fields/policyFields';
import { valuesAt } from './fields/valuesAt';
import { Random } from './random/Random';
import { randomPolicy } from './random/randomPolicy';
import { validPolicy } from './random/validPolicy';

const POLICIES = 2000;
/** A field that fewer policies have is as good as never tried. */
const FEWEST = 5;

/** What no random policy has, and why. */
const NEVER = new Map([
  ['spec.service.type = Headless', 'is refused'],
  ['spec.service.type = ExternalName', 'is refused'],
  ['spec.service.type = ServiceEntry', 'is refused'],
  ['spec.rollout.rings.*.abTest.match.*.queryParams', 'is refused'],
  ['spec.routes.*.match.method = CONNECT', 'has no path and asks a proxy for a tunnel'],
]);

it('draws every field of the policy and every choice of it', () => {
  const random = new Random(1);
  const documents: unknown[] = [];
  while (documents.length < POLICIES) {
    const valid = validPolicy(randomPolicy(random));
    if (!Array.isArray(valid)) documents.push(valid.document);
  }
  const rare = policyFields(resolve(__dirname, '../../../docs/policy.md')).flatMap(
    ({ path, choices }) => {
      const values = documents.map(document => valuesAt(document, path).flat().map(String));
      const name = path.join('.');
      return [
        { name, policies: values.filter(found => found.length > 0).length },
        ...choices.map(choice => ({
          name: `${name} = ${choice}`,
          policies: values.filter(found => found.includes(choice)).length,
        })),
      ].filter(({ policies }) => policies < FEWEST);
    },
  );
  expect(rare.map(({ name }) => name).sort()).toEqual([...NEVER.keys()].sort());
});
