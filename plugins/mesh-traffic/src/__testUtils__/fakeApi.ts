import { ResponseError } from '@backstage/errors';
import { MeshTrafficApi } from 'backstage-plugin-mesh-traffic-common';
import { policyDetails, review, trafficResponse } from './fixtures';

/** The backend as the tests need it: answers well unless told otherwise, and remembers its questions. */
export function fakeApi(answers: Partial<MeshTrafficApi> = {}): jest.Mocked<MeshTrafficApi> {
  return {
    listPolicies: jest.fn(answers.listPolicies ?? (async () => ({ policies: [], failures: [] }))),
    getPolicy: jest.fn(answers.getPolicy ?? (async () => policyDetails)),
    getTraffic: jest.fn(answers.getTraffic ?? (async () => trafficResponse)),
    previewPolicy: jest.fn(
      answers.previewPolicy ?? (async () => ({ review, base: policyDetails.base, conflicts: [] })),
    ),
    proposePolicy: jest.fn(
      answers.proposePolicy ??
        (async () => ({ status: 'unchanged' as const, review, warnings: [] })),
    ),
  };
}

/** An answer of the backend that is no success. */
export async function refusal(
  status: number,
  name: string,
  message: string,
): Promise<ResponseError> {
  const body = { error: { name, message }, response: { statusCode: status } };
  const response = new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });
  return ResponseError.fromResponse(response);
}
