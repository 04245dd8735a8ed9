import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { load } from 'js-yaml';
import { loadYaml } from '../kubernetes/loadYaml';
import { lint } from './lint';
import type { LintOptions } from './LintContext';
import { LINT_RULES } from './registry';

const CASES = resolve(__dirname, '../../../../test/golden/lint');

const codesOf = (text: string, options?: LintOptions) =>
  lint(loadYaml(text).documents, options).findings.map(({ code }) => code);

const isFromAbsence = (code: string) =>
  LINT_RULES.some(rule => rule.code === code && rule.fromAbsence);

/** What it shows is something that is not there, though its rule looks at more. */
const SHOWS_ABSENCE = 'MT2026-delegate-missing.yaml';

describe('documents that are a part of what is applied', () => {
  it.each(readdirSync(CASES))('%s', file => {
    const [code] = file.split('-');
    const { documents, options } = load(readFileSync(resolve(CASES, file), 'utf8')) as {
      documents: string;
      options?: LintOptions;
    };
    const found = codesOf(documents, { ...options, partial: true }).includes(code);
    expect(found).toBe(!isFromAbsence(code) && file !== SHOWS_ABSENCE);
  });

  it.each([
    ['has no mode that is not required', 'PERMISSIVE', ['MT2080']],
    ['takes the mode that is set', 'STRICT', []],
  ])('mutual TLS %s', (_, mode, codes) => {
    const access = `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: backend, namespace: shop }
spec: { selector: { matchLabels: { app: backend } }, rules: [{ from: [{ source: { namespaces: [prod] } }] }] }
`;
    const peers = `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: backend, namespace: shop }
spec: { selector: { matchLabels: { app: backend } }, mtls: { mode: ${mode} } }
`;
    expect(codesOf(`${access}---${peers}`, { partial: true })).toEqual(codes);
    expect(
      codesOf(`${access}---${peers.replace('app: backend', 'app: other')}`, { partial: true }),
    ).toEqual([]);
  });

  it('may hold a delegate that is not exported, and none that is missing', () => {
    const root = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: root, namespace: shop }
spec: { hosts: [backend], http: [{ delegate: { name: leaf, namespace: other } }] }
`;
    const leaf = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: leaf, namespace: other }
spec: { exportTo: ['.'], http: [{ route: [{ destination: { host: backend.shop.svc.cluster.local } }] }] }
`;
    expect(codesOf(root, { partial: true })).toEqual([]);
    expect(codesOf(`${root}---${leaf}`, { partial: true })).toEqual(['MT2026']);
  });

  it('name subsets of a rule that is elsewhere, and none of one that is here', () => {
    const routes = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: backend, namespace: shop }
spec: { hosts: [backend], http: [{ route: [{ destination: { host: backend, subset: v2 } }] }] }
`;
    const rule = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: backend, namespace: shop }
spec: { host: backend, subsets: [{ name: v1, labels: { version: v1 } }] }
`;
    expect(codesOf(routes, { partial: true })).toEqual([]);
    expect(codesOf(`${routes}---${rule}`, { partial: true })).toEqual(['MT2014']);
  });
});

it('a subset without labels that holds limits of a service with one version is as meant', () => {
  const rule = (subsets: string) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: backend, namespace: shop }
spec: { host: backend, subsets: [${subsets}] }
`;
  const limits = 'trafficPolicy: { connectionPool: { tcp: { maxConnections: 9 } } }';
  const found = (subsets: string) =>
    codesOf(rule(subsets), { partial: true }).filter(code => code === 'MT2052');
  expect(found(`{ name: prod, ${limits} }`)).toEqual([]);
  expect(found(`{ name: prod, ${limits} }, { name: v2, labels: { version: v2 } }`)).toHaveLength(1);
});
