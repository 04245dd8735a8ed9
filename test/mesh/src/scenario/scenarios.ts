import { badCanaryScenario } from './badCanaryScenario';
import { defaultScenario } from './defaultScenario';
import { failingPodScenario } from './failingPodScenario';
import { nightJobScenario } from './nightJobScenario';
import { openGatesScenario } from './openGatesScenario';
import { overloadScenario } from './overloadScenario';
import { Scenario } from './Scenario';

/** Every scenario that can be chosen by name. */
export const scenarios: readonly Scenario[] = [
  defaultScenario,
  nightJobScenario,
  badCanaryScenario,
  overloadScenario,
  failingPodScenario,
  openGatesScenario,
];

/**
 * Finds a scenario by its name.
 *
 * @throws Error with the names that exist, when there is none of this name
 */
export function findScenario(name: string): Scenario {
  const found = scenarios.find(scenario => scenario.name === name);
  if (!found) {
    const names = scenarios.map(scenario => scenario.name).join(', ');
    throw new Error(`There is no scenario "${name}". Choose one of: ${names}.`);
  }
  return found;
}
