import { at, ruleAt, set } from './Manifests';
import type { Mutation } from './Mutation';

const HOST = 'backend.shop.svc.cluster.local';
const to = (subset: string, weight?: number) => ({
  destination: { host: HOST, subset },
  ...(weight !== undefined && { weight }),
});
const second = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'second', namespace: 'shop' },
  spec: { hosts: [HOST], http: [{ route: [to('canary')] }] },
};

/** Faults in VirtualServices. */
export const ROUTES: readonly Mutation[] = [
  {
    fault: 'the rules for all others are gone',
    to: 'versions',
    code: 'MT2010',
    changes: true,
    edit: manifests => {
      const main = manifests.get('VirtualService');
      set(main, ruleAt(main, 'all-others'), undefined);
      set(main, ruleAt(main, 'beta.all-others'), undefined);
    },
  },
  {
    fault: 'all others have a rule for one path only',
    to: 'versions',
    code: 'MT2011',
    changes: true,
    edit: manifests => {
      const main = manifests.get('VirtualService');
      set(main, ruleAt(main, 'all-others'), undefined);
    },
  },
  {
    fault: 'the rule for other paths is gone',
    to: 'versions',
    code: 'MT2037',
    changes: true,
    edit: manifests => {
      const gateway = manifests.get('VirtualService', 'gateway');
      set(gateway, ruleAt(gateway, 'from-gateway'), undefined);
    },
  },
  {
    fault: 'a match by namespace also names a gateway',
    to: 'versions',
    code: 'MT2012',
    changes: true,
    edit: manifests => {
      const main = manifests.get('VirtualService');
      set(main, `${ruleAt(main, 'from-staging')}.match.0.gateways`, ['mesh']);
    },
  },
  {
    fault: 'a second VirtualService, younger',
    to: 'versions',
    code: 'MT2013',
    changes: false,
    edit: manifests => manifests.addYounger(second),
  },
  {
    fault: 'a second VirtualService, older',
    to: 'versions',
    code: 'MT2013',
    changes: true,
    edit: manifests => manifests.addOlder(second),
  },
  {
    fault: 'a subset with a typing error',
    to: 'versions',
    code: 'MT2014',
    changes: true,
    edit: manifests => {
      const main = manifests.get('VirtualService');
      set(main, `${ruleAt(main, 'from-staging')}.route.1.destination.subset`, 'stabel');
    },
  },
  {
    fault: 'a destination that is no Service',
    to: 'versions',
    code: 'MT2015',
    changes: true,
    edit: manifests => {
      const main = manifests.get('VirtualService');
      set(main, `${ruleAt(main, 'from-staging')}.route.0.destination`, { host: 'backend-canary' });
    },
  },
  {
    fault: 'the rule for all others stands first',
    to: 'versions',
    code: 'MT2016',
    changes: true,
    edit: manifests => {
      const main = manifests.get('VirtualService');
      const last = at(main, ruleAt(main, 'all-others'));
      const rules = at(main, 'spec.http');
      set(main, 'spec.http', [last, ...(Array.isArray(rules) ? rules.slice(0, -1) : [])]);
    },
  },
  {
    fault: 'a weight on a single destination',
    to: 'versions',
    code: 'MT2017',
    changes: false,
    edit: manifests => {
      const main = manifests.get('VirtualService');
      set(main, `${ruleAt(main, 'from-prod')}.route.0.weight`, 100);
    },
  },
  {
    fault: 'weights that add up to 60',
    to: 'versions',
    code: 'MT2018',
    changes: true,
    edit: manifests => {
      const main = manifests.get('VirtualService');
      set(main, `${ruleAt(main, 'from-staging')}.route.1.weight`, 50);
    },
  },
  {
    fault: 'a host that looks like a short name',
    to: 'versions',
    code: 'MT2019',
    changes: true,
    edit: manifests => set(manifests.get('VirtualService'), 'spec.hosts', ['backend.shop']),
  },
  {
    fault: 'the timeout over many retries is gone',
    to: 'versions',
    code: 'MT2021',
    changes: true,
    edit: manifests => {
      const main = manifests.get('VirtualService');
      set(main, `${ruleAt(main, 'from-prod')}.timeout`, undefined);
      set(main, `${ruleAt(main, 'from-prod')}.retries.attempts`, 5);
    },
  },
  {
    fault: 'retries on every 5xx',
    to: 'versions',
    code: 'MT2022',
    changes: true,
    edit: manifests => {
      const main = manifests.get('VirtualService');
      set(main, `${ruleAt(main, 'from-prod')}.retries.retryOn`, '5xx');
    },
  },
  {
    fault: 'retries on what a limit refuses',
    to: 'versions',
    code: 'MT2023',
    changes: true,
    edit: manifests => {
      const main = manifests.get('VirtualService');
      set(main, `${ruleAt(main, 'from-prod')}.retries.retryOn`, 'connect-failure,429');
    },
  },
  {
    fault: 'one try may last longer than the call',
    to: 'versions',
    code: 'MT2024',
    changes: true,
    edit: manifests => {
      const main = manifests.get('VirtualService');
      set(main, `${ruleAt(main, 'from-prod')}.retries.perTryTimeout`, '20s');
    },
  },
  {
    fault: 'a caller is told by a header',
    to: 'versions',
    code: 'MT2025',
    changes: true,
    edit: manifests => {
      const main = manifests.get('VirtualService');
      set(main, `${ruleAt(main, 'from-staging')}.match`, [
        { headers: { 'x-source-namespace': { exact: 'staging' } } },
      ]);
    },
  },
  {
    fault: 'the Service speaks TCP',
    to: 'versions',
    code: 'MT2029',
    changes: true,
    edit: manifests => set(manifests.get('Service'), 'spec.ports.0.appProtocol', 'tcp'),
  },
  {
    fault: 'the VirtualService stands in a namespace of somebody else',
    to: 'versions',
    code: 'MT2030',
    changes: false,
    edit: manifests => set(manifests.get('VirtualService'), 'metadata.namespace', 'edge'),
  },
  {
    fault: 'a gateway with a typing error',
    to: 'versions',
    code: 'MT2031',
    changes: true,
    edit: manifests =>
      set(manifests.get('VirtualService', 'gateway'), 'spec.gateways', ['ingress/pubic']),
  },
  {
    fault: 'one destination twice',
    to: 'versions',
    code: 'MT2033',
    changes: false,
    edit: manifests => {
      const main = manifests.get('VirtualService');
      set(main, `${ruleAt(main, 'from-staging')}.route`, [
        to('canary', 10),
        to('stable', 45),
        to('stable', 45),
      ]);
    },
  },
  {
    fault: 'a timeout of zero',
    to: 'versions',
    code: 'MT2002',
    changes: true,
    edit: manifests => {
      const main = manifests.get('VirtualService');
      set(main, `${ruleAt(main, 'from-prod')}.timeout`, '0s');
    },
  },
  {
    fault: 'an older version of the API',
    to: 'versions',
    code: 'MT2004',
    changes: false,
    edit: manifests =>
      set(manifests.get('VirtualService'), 'apiVersion', 'networking.istio.io/v1beta1'),
  },
  {
    fault: 'the same object in two files',
    to: 'versions',
    code: 'MT2005',
    changes: false,
    edit: manifests => manifests.addYounger(manifests.copy('DestinationRule')),
  },
];
