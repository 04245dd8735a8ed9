import { apiPolicy, backendPolicy, paymentsPolicy } from './policies';
import { policyFiles } from './policyFiles';
import { readme } from './readme';
import { caller, namespaces, service } from './workloads';

/** One step of the demo repository's past. */
export interface HistoryStep {
  daysAgo: number;
  /** Login. */
  author: string;
  message: string;
  /** Content by path. */
  files: Record<string, string>;
  /** Present when it came as a pull request. */
  pull?: { branch: string; body: string; approvedBy: string; comment: string };
}

const allStable = '{ stable: 100 }';

/** From an empty repository to the state that the demo starts with, the oldest first. */
export function history(): HistoryStep[] {
  return [
    {
      daysAgo: 30,
      author: 'pat',
      message: 'Namespaces of the demo cluster',
      files: {
        'README.md': readme,
        'apps/namespaces.yaml': namespaces([
          'prod',
          'staging',
          'dev',
          'tenant-a',
          'batch',
          'shared-services',
        ]),
      },
    },
    {
      daysAgo: 27,
      author: 'kim',
      message: 'The shop, in every environment',
      files: {
        'apps/prod/shop.yaml': caller('prod', 'shop', 6),
        'apps/prod/checkout.yaml': caller('prod', 'checkout', 3),
        'apps/prod/search.yaml': caller('prod', 'search', 2),
        'apps/staging/shop.yaml': caller('staging', 'shop', 2),
        'apps/dev/shop.yaml': caller('dev', 'shop', 1),
      },
    },
    {
      daysAgo: 26,
      author: 'pat',
      message: 'Tenant A and the nightly export',
      files: {
        'apps/tenant-a/portal.yaml': caller('tenant-a', 'portal', 2),
        'apps/batch/nightly-export.yaml': caller('batch', 'nightly-export', 1),
      },
    },
    {
      daysAgo: 24,
      author: 'ana',
      message: 'backend with canary and experimental beside stable',
      files: {
        'apps/shared-services/backend.yaml': service('shared-services', 'backend', 5678, [
          { version: 'stable', replicas: 3 },
          { version: 'canary', replicas: 1 },
          { version: 'experimental', replicas: 1 },
        ]),
      },
    },
    {
      daysAgo: 22,
      author: 'ana',
      message: 'api and web',
      files: {
        'apps/shared-services/api.yaml': service('shared-services', 'api', 8080, [
          { version: 'stable', replicas: 2 },
          { version: 'canary', replicas: 1 },
        ]),
        'apps/shared-services/web.yaml': service('shared-services', 'web', 8080, [
          { version: 'stable', replicas: 2 },
          { version: 'canary', replicas: 1 },
        ]),
      },
    },
    {
      daysAgo: 20,
      author: 'ana',
      message: 'payments',
      files: {
        'apps/shared-services/payments.yaml': service('shared-services', 'payments', 8080, [
          { replicas: 2 },
        ]),
      },
    },
    {
      daysAgo: 14,
      author: 'ana',
      message: 'backend: a routing policy, everybody on stable',
      files: policyFiles(backendPolicy({ staging: allStable, dev: allStable })),
    },
    {
      daysAgo: 12,
      author: 'ana',
      message: 'api: a routing policy, dev on canary',
      files: policyFiles(apiPolicy({ staging: allStable })),
    },
    {
      daysAgo: 10,
      author: 'ana',
      message: 'payments: a routing policy, new versions step by step',
      files: policyFiles(paymentsPolicy()),
    },
    {
      daysAgo: 6,
      author: 'ana',
      message: 'backend: dev stable -> experimental',
      files: policyFiles(backendPolicy({ staging: allStable, dev: '{ experimental: 100 }' })),
      pull: {
        branch: 'dev-experimental',
        body: 'Dev tries the new price engine. Nobody else is touched.\n\n- [x] told team-shop\n- [x] dashboards look at `experimental`',
        approvedBy: 'kim',
        comment: 'Fine for our dev shop.',
      },
    },
    {
      daysAgo: 4,
      author: 'pat',
      message: 'api: staging canary 0 % -> 50 %',
      files: policyFiles(apiPolicy({ staging: '{ stable: 50, canary: 50 }' })),
      pull: {
        branch: 'api-staging-half',
        body: 'Half of staging tries orders v2 until the end of the month.',
        approvedBy: 'ana',
        comment: '',
      },
    },
    {
      daysAgo: 2,
      author: 'ana',
      message: 'backend: staging canary 0 % -> 10 %',
      files: policyFiles(
        backendPolicy({ staging: '{ stable: 90, canary: 10 }', dev: '{ experimental: 100 }' }),
      ),
      pull: {
        branch: 'staging-canary-10',
        body: '**24 calls/min of staging move to canary.** Other callers: unchanged.\n\n| staging | before | after |\n|---|---|---|\n| stable | 100 % | 90 % |\n| canary | 0 % | 10 % |',
        approvedBy: 'pat',
        comment: 'Ten percent of staging is little enough.',
      },
    },
  ];
}
