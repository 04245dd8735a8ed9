import { field, items } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

/** Numbers in the CRD, integers in Go. */
export const weightFraction: LintRule = {
  code: 'MT2132',
  severity: 'error',
  title: 'a fraction as a weight of a Canary',
  source: 'measured: 2.5 passes the CRD and then breaks every List of Canaries',
  check: context =>
    context.canaries.flatMap(({ on, analysis }) =>
      ['stepWeight', 'maxWeight', 'stepWeightPromotion', 'mirrorWeight', 'stepWeights'].flatMap(
        name => {
          const value = field(analysis, name);
          return [value, ...items(value)].some(
            each => typeof each === 'number' && !Number.isInteger(each),
          )
            ? [
                {
                  on,
                  path: `spec.analysis.${name}`,
                  message: 'Flagger cannot read a fraction here and stops for all Canaries.',
                  help: 'Use whole numbers.',
                },
              ]
            : [];
        },
      ),
    ),
};
