import { disagreements, type Tally } from './disagreements';
import { Random } from './random/Random';
import { randomNamespace } from './random/randomNamespace';
import { randomPolicy } from './random/randomPolicy';
import { validNamespace, type ValidNamespace } from './random/validNamespace';
import { validPolicy } from './random/validPolicy';
import { shrink } from './shrink';

/** Refused documents say nothing; more of them than this for each valid one would be a fault of the generator. */
const MOST_TRIES = 10;

/** So many of the services are in a namespace that has a policy too. */
const NAMESPACE_POLICIES = 0.15;

/**
 * Draws as many valid policies as asked and compares what they say with what their manifests do.
 *
 * @throws Error with the smallest document found, where they disagree
 */
export function checkPolicies(seed: number, policies: number): Tally {
  const random = new Random(seed);
  const tally: Tally = { policies: 0, worlds: 0, calls: 0 };
  for (let tries = 0; tally.policies < policies; tries += 1) {
    if (tries > MOST_TRIES * policies) throw new Error('Hardly any document of these is valid.');
    const document = randomPolicy(random);
    const valid = validPolicy(document);
    const namespaceDocument = random.maybe(NAMESPACE_POLICIES, () => randomNamespace(random));
    const namespace = namespaceDocument && validNamespace(namespaceDocument);
    if (!Array.isArray(valid) && disagreements(valid, tally, namespace).length > 0) {
      const smallest = shrink(document, candidate => faultsOf(candidate, namespace).length > 0);
      throw new Error(
        `Policy and manifests disagree (AGREEMENT_SEED=${seed} repeats it).\n${faultsOf(smallest, namespace).join('\n')}\n${JSON.stringify(smallest, undefined, 2)}\n${JSON.stringify(namespaceDocument) ?? ''}`,
      );
    }
  }
  return tally;
}

function faultsOf(document: unknown, namespace: ValidNamespace | undefined): string[] {
  const valid = validPolicy(document);
  return Array.isArray(valid) ? [] : disagreements(valid, undefined, namespace);
}
