import { documentOf, findingsOf } from '../__testUtils__/findingsOf';
import { parsePolicy } from '../parsePolicy';

const pinned = (labels: Record<string, string>) => ({
  versions: { fixed: { labels } },
  otherCallers: { route: { fixed: 100 } },
});
const ring = (workload: unknown) => ({ rollout: { rings: { main: { workload } } } });

it.each([
  ['the name of its workload', pinned({ app: 'api-main' }), true],
  ['another name', pinned({ app: 'api-old' }), false],
  [
    'what its selector has',
    {
      ...pinned({ name: 'shop-api' }),
      ...ring({ name: 'api-main', selector: { name: 'shop-api' } }),
    },
    true,
  ],
  [
    'a label that its selector does not have',
    {
      ...pinned({ app: 'api-main' }),
      ...ring({ name: 'api-main', selector: { name: 'shop-api' } }),
    },
    false,
  ],
])('a fixed version must not be the pods that a ring rolls out: %s', (_, spec, found) => {
  const ofVersions = findingsOf('rollout', spec).filter(text => text.includes('spec.versions'));
  expect(ofVersions).toEqual(
    found
      ? [`error MT1136 spec.versions.fixed.labels.${Object.keys(spec.versions.fixed.labels)}`]
      : [],
  );
});

describe('gateways beside several ports', () => {
  const ports = [
    { name: 'http', number: 80 },
    { name: 'http-alt', number: 81 },
  ];
  const gateway = { gateway: 'istio-ingress/public', hosts: ['www.example.com'] };
  const versions = { fixed: { labels: { version: 'fixed' } } };

  it.each([
    ['goes where all others go', { otherCallers: { ring: 'main' }, exposure: [gateway] }],
    [
      'is sent by a route',
      {
        versions,
        otherCallers: { route: { fixed: 100 } },
        exposure: [gateway],
        routes: [{ name: 'q', match: { path: { prefix: '/q' } }, ring: 'main' }],
      },
    ],
  ])('which of them a ring gets is open when a gateway %s', (_, spec) => {
    expect(findingsOf('rollout', { service: { ports }, ...spec })).toContain(
      'error MT1130 spec.exposure.0',
    );
  });

  it('a route of its own says it', () => {
    const spec = {
      service: { ports },
      versions,
      otherCallers: { ring: 'main' },
      exposure: [{ ...gateway, route: { fixed: 100 } }],
    };
    expect(findingsOf('rollout', spec).filter(text => text.includes('MT1130'))).toEqual([]);
  });
});

it('a caller that a ring lists twice is said to be there twice', () => {
  const { diagnostics } = parsePolicy(
    documentOf('rollout', {
      otherCallers: { ring: 'main' },
      rollout: { rings: { main: { callers: ['qa', 'qa'] } } },
    }),
  );
  expect(diagnostics.map(({ message }) => message)).toContain(
    'qa is listed in the ring "main" twice.',
  );
});
