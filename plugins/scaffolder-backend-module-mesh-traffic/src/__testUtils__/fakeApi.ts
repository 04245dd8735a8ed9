import {
  ChangeReview,
  Diagnostic,
  MeshTrafficApi,
  PreviewResponse,
  ProposeResponse,
  PullRequestRef,
} from 'backstage-plugin-mesh-traffic-common';

export const review: ChangeReview = {
  service: { mesh: 'production', namespace: 'shared-services', service: 'backend' },
  title: 'backend: staging canary 10 % -> 25 %',
  summary: '36 calls/min move to canary.',
  unchanged: false,
  general: [],
  callers: [],
  files: [],
  drift: [],
  diagnostics: [],
  known: [],
  cured: [],
  unknowns: [],
  baseCommit: '0'.repeat(40),
};

export const pullRequest: PullRequestRef = {
  number: 7,
  url: 'https://github.example/acme/gitops/pull/7',
  title: review.title,
  branch: 'mesh-traffic/production/shared-services/backend/ana',
  createdAt: '2026-01-01T00:00:00Z',
  draft: false,
};

/** An API that answers what it is given and remembers what it was asked. */
export function fakeApi(
  answer: Partial<ProposeResponse> = {},
  diagnostics: Diagnostic[] = [],
): jest.Mocked<Pick<MeshTrafficApi, 'previewPolicy' | 'proposePolicy'>> & MeshTrafficApi {
  const unused = () => Promise.reject(new Error('not asked for in this test'));
  return {
    listPolicies: jest.fn(unused),
    getPolicy: jest.fn(unused),
    getTraffic: jest.fn(unused),
    previewPolicy: jest.fn<Promise<PreviewResponse>, Parameters<MeshTrafficApi['previewPolicy']>>(
      async () => ({
        review: { ...review, diagnostics },
        base: { commit: '0'.repeat(40), policyBlob: null },
        conflicts: [],
      }),
    ),
    proposePolicy: jest.fn<Promise<ProposeResponse>, Parameters<MeshTrafficApi['proposePolicy']>>(
      async () => ({
        status: 'created' as const,
        pullRequest,
        review,
        warnings: [],
        ...answer,
      }),
    ),
  };
}
