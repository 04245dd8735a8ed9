import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { dumpSteps } from './dumpSteps';

export const reviewExamples: TemplateExample[] = [
  {
    description: 'Say what sending a quarter of the calls from staging to canary would do',
    example: dumpSteps([
      {
        id: 'review',
        name: 'Review the change',
        action: 'mesh-traffic:policy:review',
        input: {
          entityRef: 'component:default/backend',
          patch: { spec: { callers: { staging: { route: { stable: 75, canary: 25 } } } } },
        },
      },
    ]),
  },
];
