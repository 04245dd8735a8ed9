import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { dumpSteps } from './dumpSteps';

const base = {
  commit: '0123456789abcdef0123456789abcdef01234567',
  policyBlob: '89abcdef0123456789abcdef0123456789abcdef',
};

export const proposeExamples: TemplateExample[] = [
  {
    description: 'Send a quarter of the calls from staging to canary',
    example: dumpSteps([
      {
        id: 'propose',
        name: 'Open the pull request',
        action: 'mesh-traffic:policy:propose',
        input: {
          entityRef: 'component:default/backend',
          base,
          patch: { spec: { callers: { staging: { route: { stable: 75, canary: 25 } } } } },
        },
      },
    ]),
  },
  {
    description: 'Take a caller out of the policy, as a draft and with a reason for the reviewer',
    example: dumpSteps([
      {
        id: 'propose',
        name: 'Open the pull request',
        action: 'mesh-traffic:policy:propose',
        input: {
          entityRef: 'component:default/backend',
          mesh: 'production',
          base,
          patch: { spec: { callers: { dev: null } } },
          note: 'dev has moved to another cluster',
          draft: true,
        },
      },
    ]),
  },
];
