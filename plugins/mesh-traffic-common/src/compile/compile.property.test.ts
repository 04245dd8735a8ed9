import { execFileSync } from 'child_process';
import { join } from 'path';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { dumpYaml } from '../kubernetes/dumpYaml';
import { Manifest } from '../kubernetes/manifest';
import { parsePolicy } from '../policy/parsePolicy';
import { compile, CompileOptions, renderFiles } from '.';
import { GOLDEN_FOLDER, goldenCases } from './__testUtils__/goldenCases';
import { goldenManifests } from './__testUtils__/goldenManifests';
import { policyDocument } from './__testUtils__/policyDocument';
import { rolloutDocument } from './__testUtils__/rolloutDocument';
import { heldSubsets, routeReferences } from './transition/references';

function compiled(document: unknown, options?: CompileOptions) {
  const { policy, diagnostics } = parsePolicy(document);
  if (!policy) throw new Error(`not valid: ${JSON.stringify(diagnostics)}`);
  const { manifests, diagnostics: found } = compile(policy, options);
  return { policy, manifests, found };
}

/** The same data with the keys of every mapping the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, entry]) => [key, reversed(entry)]));
}

function keys(manifests: Manifest[]): string[] {
  return manifests.map(({ kind, metadata }) => `${kind}/${metadata.namespace}/${metadata.name}`);
}

const anyDocument = fc.oneof(policyDocument, rolloutDocument);

it('makes the same bytes for any order of keys', () => {
  fc.assert(
    fc.property(anyDocument, document => {
      const one = compiled(document);
      const other = compiled(reversed(document));
      expect(renderFiles(one.policy, one.manifests)).toEqual(
        renderFiles(other.policy, other.manifests),
      );
    }),
  );
});

it.each(goldenCases)('makes the same bytes of %s for any order of keys', name => {
  const folder = join(GOLDEN_FOLDER, name);
  const other = goldenManifests(folder, text => dumpYaml(reversed(load(text))));
  expect(other).toBe(goldenManifests(folder));
});

it.each([
  { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'America/St_Johns', LC_ALL: 'lt_LT.UTF-8' },
])('makes the same bytes with $TZ and $LC_ALL', ({ TZ, LC_ALL }) => {
  const script = join(__dirname, '__testUtils__/printGolden.ts');
  const printed = execFileSync(process.execPath, ['--import', 'tsx', script], {
    env: { PATH: process.env.PATH, TZ, LC_ALL },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const here = goldenCases.map(name => goldenManifests(join(GOLDEN_FOLDER, name)));
  expect(printed).toBe(here.join(''));
});

it('routes only to subsets that exist', () => {
  fc.assert(
    fc.property(anyDocument, document => {
      const { manifests } = compiled(document);
      const held = heldSubsets(manifests);
      const missing = routeReferences(manifests).filter(
        ({ host, subset }) => subset !== undefined && !held.has(`${host} ${subset}`),
      );
      expect(missing).toEqual([]);
    }),
  );
});

it('never makes two objects of one name, nor two files', () => {
  const names = fc.constantFrom('a', 'a-b', 'b', 'b-c', 'c', 'x'.repeat(63));
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(names, names, anyDocument), {
        selector: ([service, namespace]) => `${service}/${namespace}`,
        minLength: 2,
        maxLength: 4,
      }),
      services => {
        const all = services.flatMap(([name, namespace, document]) => {
          const { policy, manifests } = compiled({ ...document, metadata: { name, namespace } });
          const paths = renderFiles(policy, manifests).map(({ path }) => path);
          expect(new Set(paths).size).toBe(paths.length);
          // Two services of one namespace must not roll out one workload; that is the repository's lint.
          return keys(manifests.filter(({ kind }) => kind !== 'Canary'));
        });
        const clientRules = all.filter(key => /DestinationRule\/.*-(primary|canary)\./.test(key));
        const others = all.filter(key => !clientRules.includes(key));
        expect(new Set(others).size).toBe(others.length);
      },
    ),
  );
});
