import { findingsOf } from '../__testUtils__/findingsOf';

const enforce = { mode: 'enforce' };
const principal = 'cluster.local/ns/istio-system/sa/gateway';
const gateway = { gateway: 'istio-ingress/public', hosts: ['www.example.com'] };
const denied = { access: 'deny', route: { stable: 100 } };

function found(spec: Record<string, unknown>) {
  return findingsOf('plain', { exposure: [gateway], otherCallers: denied, ...spec });
}

describe('gateways that may call', () => {
  it.each([
    ['its namespace is a caller', { accessControl: enforce, callers: { 'istio-ingress': {} } }],
    ['its namespace is let in', { accessControl: { ...enforce, also: ['istio-ingress'] } }],
    [
      'its principal is listed',
      {
        accessControl: { ...enforce, gateways: ['cluster.local/ns/istio-ingress/sa/gateway'] },
      },
    ],
    [
      'its pods are in another namespace, whose principal is listed',
      {
        accessControl: { ...enforce, gateways: [principal] },
        exposure: [{ ...gateway, namespace: 'istio-system' }],
      },
    ],
    ['everybody may call', { accessControl: enforce, otherCallers: { access: 'allow' } }],
    ['nothing is refused yet', { accessControl: { mode: 'observe' } }],
  ])('%s', (_, spec) => {
    expect(found(spec)).toEqual([]);
  });
});

describe('calls that would be refused', () => {
  it('no gateway may call', () => {
    expect(found({ accessControl: enforce })).toEqual(['error MT1145 spec.exposure.0']);
  });

  it('its namespace is denied by name', () => {
    const spec = {
      accessControl: enforce,
      otherCallers: { access: 'allow' },
      callers: { 'istio-ingress': { access: 'deny' } },
    };
    expect(found(spec)).toEqual(['error MT1145 spec.exposure.0']);
  });

  it('its pods are known to be elsewhere than the listed identity', () => {
    const spec = {
      accessControl: { ...enforce, gateways: [principal] },
      exposure: [{ ...gateway, namespace: 'istio-ingress' }],
    };
    expect(found(spec)).toEqual(['error MT1145 spec.exposure.0']);
  });

  it('only its namespace is a guess', () => {
    expect(found({ accessControl: { ...enforce, gateways: [principal] } })).toEqual([
      'warning MT1145 spec.exposure.0',
    ]);
  });
});
