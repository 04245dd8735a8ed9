import { allowRules, denyRules } from './allowRules';
import { AccessPlan } from './accessPlan';

const GATEWAY = 'cluster.local/ns/ingress/sa/public';

function planOf(control: Partial<AccessPlan['control']>, more: Partial<AccessPlan>): AccessPlan {
  return {
    control: { mode: 'enforce', gateways: [], also: [], explicitDeny: true, ...control },
    allowed: [],
    denied: [],
    othersAllowed: false,
    ...more,
  };
}

it('lets nobody in when nobody is allowed', () => {
  expect(allowRules(planOf({}, {}))).toEqual([]);
});

it('lets everybody in but those who are denied', () => {
  const plan = planOf({}, { othersAllowed: true, denied: ['tenant-a'] });
  expect(allowRules(plan)).toEqual([{ from: [{ source: { notNamespaces: ['tenant-a'] } }] }]);
  expect(denyRules(plan)).toEqual([{ from: [{ source: { namespaces: ['tenant-a'] } }] }]);
  expect(allowRules({ ...plan, denied: [] })).toEqual([{}]);
  expect(denyRules({ ...plan, denied: [] })).toEqual([]);
});

it('never denies the whole namespace of somebody who is let in for a part', () => {
  const also = [{ namespace: 'scrapers', ports: [9090] }];
  const closed = planOf({ gateways: [GATEWAY], also }, { allowed: ['prod'] });
  expect(denyRules(closed)).toEqual([
    {
      from: [
        { source: { notNamespaces: ['ingress', 'prod', 'scrapers'] } },
        { source: { namespaces: ['ingress'], notPrincipals: [GATEWAY] } },
      ],
    },
  ]);
  const open = planOf({ gateways: [GATEWAY], also }, { othersAllowed: true, denied: ['ingress'] });
  expect(denyRules(open)).toEqual([
    { from: [{ source: { namespaces: ['ingress'], notPrincipals: [GATEWAY] } }] },
  ]);
  const scrapers = { othersAllowed: true, denied: ['scrapers'] };
  expect(denyRules(planOf({ gateways: [GATEWAY], also }, scrapers))).toEqual([]);
});

it('leaves ports open that everybody may reach', () => {
  const plan = planOf({ also: [{ ports: [9090, 15020] }] }, { allowed: ['prod'] });
  expect(allowRules(plan)).toContainEqual({ to: [{ operation: { ports: ['9090', '15020'] } }] });
  expect(denyRules(plan)).toEqual([
    {
      from: [{ source: { notNamespaces: ['prod'] } }],
      to: [{ operation: { notPorts: ['9090', '15020'] } }],
    },
  ]);
});
