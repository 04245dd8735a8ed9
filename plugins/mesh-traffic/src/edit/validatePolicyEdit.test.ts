import { mockApis } from '@backstage/frontend-test-utils';
import { ApiHolder, AnyApiRef, translationApiRef } from '@backstage/frontend-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { createFieldValidation } from '@backstage/plugin-scaffolder-react/alpha';
import { ChangeReview, MeshTrafficApi } from 'backstage-plugin-mesh-traffic-common';
import { meshTrafficApiRef } from '../api/meshTrafficApiRef';
import { fakeApi, refusal } from '../__testUtils__/fakeApi';
import { backendRef, policyDetails, review } from '../__testUtils__/fixtures';
import { PolicyEditValue } from './model/PolicyEditValue';
import { validatePolicyEdit } from './validatePolicyEdit';

const route = (weights: Record<string, number>) => ({
  spec: { callers: { staging: { route: weights } } },
});
const good = { entityRef: backendRef, base: policyDetails.base, patch: route({ canary: 100 }) };

async function errorsOf(
  value: PolicyEditValue | undefined,
  api: MeshTrafficApi = fakeApi(),
  permission: 'ALLOW' | 'DENY' = 'ALLOW',
) {
  const apis = new Map<string, unknown>([
    [translationApiRef.id, mockApis.translation()],
    [meshTrafficApiRef.id, api],
    [permissionApiRef.id, mockApis.permission({ authorize: () => permission })],
  ]);
  const apiHolder = { get: (ref: AnyApiRef) => apis.get(ref.id) } as ApiHolder;
  const field = createFieldValidation();
  const errors: string[] = [];
  field.addError = message => errors.push(message);
  await validatePolicyEdit(value ?? {}, field, { apiHolder, formData: {}, schema: {} });
  return errors;
}

const reviewed = (change: Partial<ChangeReview>) =>
  fakeApi({
    previewPolicy: async () => ({
      review: { ...review, ...change },
      base: policyDetails.base,
      conflicts: [],
    }),
  });

it('lets a change pass that adds up and has no errors', async () => {
  expect(await errorsOf(good)).toEqual([]);
});

it.each([
  ['Choose a service.', {}],
  ['Wait until the policy of the service is read.', { entityRef: backendRef }],
  ['Nothing is changed yet: change the versions of at least one caller.', { ...good, patch: {} }],
  ['staging adds up to 90 %, not 100 %.', { ...good, patch: route({ stable: 80, canary: 10 }) }],
])('blocks with "%s" and asks nobody', async (sentence, value) => {
  const api = fakeApi();
  expect(await errorsOf(value, api)).toEqual([sentence]);
  expect(api.previewPolicy).not.toHaveBeenCalled();
});

it('blocks those who may not propose', async () => {
  expect(await errorsOf(good, fakeApi(), 'DENY')).toEqual(['You may not propose this change']);
});

it('lets a removed caller pass', async () => {
  expect(await errorsOf({ ...good, patch: { spec: { callers: { dev: null } } } })).toEqual([]);
});

it('blocks while the review has errors, but not for warnings', async () => {
  const finding = { code: 'MT2003', path: '', message: 'canary has no pods.', help: 'Start some.' };
  const withSeverity = (severity: 'error' | 'warning') =>
    reviewed({ diagnostics: [{ ...finding, severity }] });
  expect(await errorsOf(good, withSeverity('error'))).toEqual(['canary has no pods. Start some.']);
  expect(await errorsOf(good, withSeverity('warning'))).toEqual([]);
});

it('blocks for an error in a manifest, and names its file', async () => {
  const finding = {
    code: 'MT2013',
    severity: 'error' as const,
    path: 'spec.hosts',
    message: 'It competes.',
    help: 'Keep one.',
    file: 'mesh/shared-services/backend/legacy.yaml',
    object: 'VirtualService/shared-services/legacy',
  };
  expect(await errorsOf(good, reviewed({ diagnostics: [finding] }))).toEqual([
    'legacy.yaml: It competes. Keep one.',
  ]);
  expect(await errorsOf(good, reviewed({ known: [finding] }))).toEqual([]);
});

it('blocks a change that changes nothing', async () => {
  expect(await errorsOf(good, reviewed({ unchanged: true }))).toEqual([
    'The change leaves every file as it is: there is nothing to propose.',
  ]);
});

it('blocks until the overwriting of hand-edited files is agreed to', async () => {
  const api = reviewed({ drift: [{ path: 'mesh/vs.yaml', status: 'edited', blob: 'e1' }] });
  expect(await errorsOf(good, api)).toEqual([
    'mesh/vs.yaml was edited by hand: agree to overwrite it first.',
  ]);
  expect(await errorsOf({ ...good, driftAck: ['e1'] }, api)).toEqual([]);
});

it('blocks while somebody else changed the same rows', async () => {
  const conflicts = [{ path: 'spec.callers.staging.route', base: 1, mine: 2, theirs: 3 }];
  const api = fakeApi({
    previewPolicy: async () => ({ review, base: policyDetails.base, conflicts }),
  });
  expect(await errorsOf(good, api)).toEqual([
    'Somebody else changed the policy meanwhile: decide about the rows that are marked.',
  ]);
});

it('blocks when the change could not be checked', async () => {
  const error = await refusal(503, 'ServiceUnavailableError', 'github.com answered 502.');
  expect(await errorsOf(good, fakeApi({ previewPolicy: () => Promise.reject(error) }))).toEqual([
    'The change could not be checked: github.com answered 502.',
  ]);
});
