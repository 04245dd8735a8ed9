import { loadYaml } from '../kubernetes/loadYaml';
import { lint } from './lint';

const rule = (annotation: string) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: backend
  namespace: shop
  annotations:
    mesh-traffic/suppress: |
      ${annotation}
spec:
  host: backend
  trafficPolicy: { outlierDetection: { consecutiveErrors: 9 } }
`;
const ACCEPTED = 'MT2043: { reason: not now, owner: team-a, until: 2027-01-31 }';

const codes = (text: string, today?: string) =>
  lint(loadYaml(text).documents, { today }).findings.map(({ code }) => code);

describe('suppressions', () => {
  it('takes a finding out of the list, and keeps who decided', () => {
    const report = lint(loadYaml(rule(ACCEPTED)).documents, { today: '2027-01-31' });
    expect(report.findings.map(({ code }) => code)).toEqual(['MT2102']);
    expect(report.suppressed).toEqual([
      expect.objectContaining({
        code: 'MT2043',
        suppression: { code: 'MT2043', reason: 'not now', owner: 'team-a', until: '2027-01-31' },
      }),
    ]);
  });

  it('brings the finding back after the last day', () => {
    expect(codes(rule(ACCEPTED), '2027-02-01')).toEqual(['MT2043', 'MT2102']);
  });

  it.each([
    ['no reason', 'MT2043: { owner: team-a, until: 2027-01-31 }'],
    ['no end', 'MT2043: { reason: not now, owner: team-a }'],
    ['no map', 'MT2043'],
    ['a code of no rule', 'MT2999: { reason: not now, owner: team-a, until: 2027-01-31 }'],
    ['no code', 'consecutive: { reason: not now, owner: team-a, until: 2027-01-31 }'],
  ])('does not hold with %s, and says so', (_, annotation) => {
    expect(codes(rule(annotation))).toEqual(['MT2000', 'MT2043', 'MT2102']);
  });

  it('of a routing policy hold for the objects made from it', () => {
    const policy = `
apiVersion: mesh-traffic/v1alpha1
kind: RoutingPolicy
metadata: { name: backend, namespace: shop }
spec:
  service: { ports: [{ name: http, number: 80, protocol: http }] }
  versions: { stable: { labels: { version: stable } } }
  otherCallers: { access: allow, route: { stable: 100 } }
  suppressions: [{ code: MT2043, reason: not now, owner: team-a, until: 2027-01-31 }]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: backend, namespace: shop, labels: { mesh-traffic/policy: backend } }
spec:
  host: backend
  trafficPolicy: { outlierDetection: { consecutiveErrors: 9 } }
`;
    expect(codes(policy)).toEqual(['MT2102']);
    expect(
      codes(policy.replace('mesh-traffic/policy: backend', 'mesh-traffic/policy: other')),
    ).toEqual(['MT2043', 'MT2102']);
  });
});
