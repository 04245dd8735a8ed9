import { compileDocument } from '../__testUtils__/compileDocument';

it.each([
  ['5m', '5m'],
  ['1h', '60m'],
  ['1.5m', '90s'],
  ['1500ms', '2s'],
])('an alert that must last %s waits %s, as Prometheus writes it', (duration, written) => {
  const { manifests } = compileDocument({
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      service: { ports: [{ name: 'http', number: 80 }] },
      otherCallers: {},
      monitoring: { alerts: { failedPercent: 5, for: duration } },
    },
  });
  const rule = manifests.find(({ kind }) => kind === 'PrometheusRule');
  expect(rule?.spec).toMatchObject({ groups: [{ rules: [{ for: written }] }] });
});
