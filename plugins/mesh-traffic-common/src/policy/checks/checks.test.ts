import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { load } from 'js-yaml';
import { applyPolicyPatch } from '../applyPolicyPatch';
import { parsePolicy } from '../parsePolicy';

interface Case {
  code: string;
  path: string;
  patch: Record<string, unknown>;
}

const file = join(__dirname, '../../../../../test/golden/findings/findings.yaml');
const golden = load(readFileSync(file, 'utf8')) as {
  documents: { plain: object; rollout: object };
  plain: Case[];
  rollout: Case[];
};

function found(base: object, patch: Record<string, unknown>) {
  return parsePolicy(applyPolicyPatch(base, { spec: patch })).diagnostics;
}

it('has nothing to say about documents that are right', () => {
  expect(found(golden.documents.plain, {})).toEqual([]);
  expect(found(golden.documents.rollout, { otherCallers: { ring: 'main' } })).toEqual([]);
  const apex = { rollout: { rings: { main: { workload: 'api' } } } };
  expect(found(golden.documents.rollout, apex)).toEqual([]);
});

it.each(golden.plain)('$code at $path', ({ code, path, patch }) => {
  expect(found(golden.documents.plain, patch)).toContainEqual(
    expect.objectContaining({ code, path }),
  );
});

it.each(golden.rollout)('$code at $path, in a rollout', ({ code, path, patch }) => {
  expect(found(golden.documents.rollout, patch)).toContainEqual(
    expect.objectContaining({ code, path }),
  );
});

it('finds more rules than proxies should hold', () => {
  const callers = Object.fromEntries(Array.from({ length: 999 }, (_, i) => [`c${i}`, {}]));
  const routes = ['GET', 'PUT'].map(method => ({ name: method.toLowerCase(), match: { method } }));
  const codes = found(golden.documents.plain, { callers, routes }).map(({ code }) => code);
  expect(codes).toEqual(['MT1157']);
});

it('shows a case for every code', () => {
  const sources = readdirSync(__dirname).filter(name => /^\w+\.ts$/.test(name));
  const codes = sources.flatMap(
    name => readFileSync(join(__dirname, name), 'utf8').match(/'MT\d{4}'/g) ?? [],
  );
  const shown = new Set(
    [{ code: 'MT1157' }, ...golden.plain, ...golden.rollout].map(({ code }) => `'${code}'`),
  );
  expect([...new Set(codes)].filter(code => !shown.has(code))).toEqual([]);
});
