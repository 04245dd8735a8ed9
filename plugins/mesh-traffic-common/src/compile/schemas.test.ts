import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import fc from 'fast-check';
import { loadYaml } from '../kubernetes/loadYaml';
import { Manifest } from '../kubernetes/manifest';
import { compileDocument } from './__testUtils__/compileDocument';
import { emittedObject } from './__testUtils__/kinds';
import { policyDocument } from './__testUtils__/policyDocument';
import { rolloutDocument } from './__testUtils__/rolloutDocument';

/** `kind name: path: message` of everything that is not as its kind must be. */
function mistakes(manifests: Manifest[]): string[] {
  return manifests.flatMap(manifest => {
    const result = emittedObject.safeParse(manifest);
    if (result.success) return [];
    return result.error.issues.map(
      ({ path, message }) =>
        `${manifest.kind} ${manifest.metadata.name}: ${path.join('.')}: ${message}`,
    );
  });
}

const folder = join(__dirname, '../../../../test/golden');
const cases = readdirSync(folder).filter(name => existsSync(join(folder, name, 'policy.yaml')));

it.each(cases)('has only known fields in the objects of %s', name => {
  const text = readFileSync(join(folder, name, 'manifests.yaml'), 'utf8');
  const { documents } = loadYaml(text);
  expect(mistakes(documents.map(({ value }) => value as Manifest))).toEqual([]);
});

it('has only known fields in the objects of any document', () => {
  fc.assert(
    fc.property(fc.oneof(policyDocument, rolloutDocument), document => {
      expect(mistakes(compileDocument(document).manifests)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

it('finds an unknown field, a weight that is off and a tight limit at the top', () => {
  const [rule, service] = compileDocument({
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      service: { ports: [{ name: 'http', number: 80 }] },
      versions: { a: { labels: { v: 'a' } }, b: { labels: { v: 'b' } } },
      otherCallers: { route: { a: 40, b: 60 } },
    },
  }).manifests;
  expect(mistakes([rule, service])).toEqual([]);
  expect(mistakes([{ ...service, extra: 1 }])).toHaveLength(1);
  const top = { trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } } };
  expect(mistakes([{ ...rule, spec: { ...rule.spec, ...top } }])).not.toEqual([]);
  const text = JSON.stringify(service).replace('"weight":40', '"weight":41');
  expect(mistakes([JSON.parse(text)])).not.toEqual([]);
});
