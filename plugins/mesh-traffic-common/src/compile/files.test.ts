import { Manifest } from '../kubernetes/manifest';
import { inspectFile, renderFiles } from '.';
import { COMPILER_VERSION } from './COMPILER_VERSION';

const policy = { kind: 'RoutingPolicy', metadata: { name: 'api', namespace: 'shop' } } as const;
const object = (kind: string, name: string, namespace = 'shop'): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace },
});

it('writes one file per object and lists them, but never the document', () => {
  const files = renderFiles(policy, [
    object('VirtualService', 'api'),
    object('EnvoyFilter', 'api.limits'),
    object('DestinationRule', 'api-primary.shop', 'prod'),
  ]);
  expect(files.map(file => file.path)).toEqual([
    'kustomization.yaml',
    'destination-rule-in-prod.api-primary.shop.yaml',
    'envoy-filter-api.limits.yaml',
    'virtual-service.yaml',
  ]);
  expect(files[0].content).toContain(
    'resources:\n  - destination-rule-in-prod.api-primary.shop.yaml\n  - envoy-filter-api.limits.yaml\n  - virtual-service.yaml\n',
  );
  expect(files[0].content).toContain('routing-policy.yaml of shop/api');
});

it('knows its own files, and what became of them', () => {
  const [, { content }] = renderFiles(policy, [object('VirtualService', 'api')]);
  expect(inspectFile(content)).toEqual({ ours: true, edited: false, outdated: false });
  expect(inspectFile(content.replace('name: api', 'name: apj'))).toMatchObject({ edited: true });
  expect(inspectFile(content.replaceAll('\n', '\r\n'))).toMatchObject({ ours: true, edited: true });
  expect(
    inspectFile(
      content.replace(`compiler ${COMPILER_VERSION},`, `compiler ${COMPILER_VERSION - 1},`),
    ),
  ).toEqual({ ours: true, edited: false, outdated: true });
  expect(inspectFile('kind: VirtualService\n')).toMatchObject({ ours: false });
  expect(inspectFile('')).toMatchObject({ ours: false });
});
