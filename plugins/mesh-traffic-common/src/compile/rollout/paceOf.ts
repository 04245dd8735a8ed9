import { PACE_DEFAULTS, Ring } from '../../policy/fields/ring';

/**
 * Steps of weight, or a number of checks: Flagger's CRD takes exactly one of iterations, stepWeight and
 * stepWeights. Weights are whole numbers: a fraction passes the CRD and then breaks every list of Canaries.
 */
export function paceOf({ pace, abTest, blueGreen }: Ring): Record<string, unknown> {
  if (abTest || blueGreen) return { iterations: pace.iterations ?? PACE_DEFAULTS.iterations };
  const steps = pace.stepWeights
    ? { stepWeights: pace.stepWeights }
    : {
        maxWeight: pace.maxWeight ?? PACE_DEFAULTS.maxWeight,
        stepWeight: pace.stepWeight ?? PACE_DEFAULTS.stepWeight,
      };
  if (pace.promotionStepWeight === undefined) return steps;
  return { ...steps, stepWeightPromotion: pace.promotionStepWeight };
}
