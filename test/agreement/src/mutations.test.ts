import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { lint } from 'backstage-plugin-mesh-traffic-common';
import { behaviour } from './mutations/behaviour';
import { ROLLOUT_DOCUMENT, VERSIONS_DOCUMENT } from './mutations/documents';
import { Manifests } from './mutations/Manifests';
import { MUTATIONS } from './mutations/MUTATIONS';
import { tableOf } from './mutations/tableOf';
import { validPolicy } from './random/validPolicy';
import { callsOf } from './simulated/callsOf';
import { worldOf } from './world/worldOf';

function prepared(document: unknown) {
  const valid = validPolicy(document);
  if (Array.isArray(valid)) throw new Error(JSON.stringify(valid));
  const manifests = [...worldOf(valid.policy), ...valid.manifests];
  const questions = callsOf(valid.policy);
  return {
    manifests,
    questions,
    does: behaviour(manifests, questions),
    findings: findingsOf(manifests),
  };
}

/** Findings as `code object path`. */
function findingsOf(manifests: readonly unknown[]): string[] {
  return lint(manifests.map(value => ({ value }))).findings.map(
    ({ code, object, path }) => `${code} ${object} ${path}`,
  );
}

const bases = { versions: prepared(VERSIONS_DOCUMENT), rollout: prepared(ROLLOUT_DOCUMENT) };

it.each(MUTATIONS)('$code: $fault', ({ to, code, changes, edit }) => {
  const base = bases[to];
  const broken = new Manifests(base.manifests);
  edit(broken);
  const found = findingsOf(broken.all).filter(text => !base.findings.includes(text));
  expect(found.map(text => text.split(' ')[0])).toContain(code);
  const does = behaviour(broken.all, base.questions);
  const different = does.filter((line, index) => line !== base.does[index]);
  expect(different.length > 0).toBe(changes);
});

it('has many kinds of faults', () => {
  expect(new Set(MUTATIONS.map(({ fault }) => fault)).size).toBe(MUTATIONS.length);
  expect(MUTATIONS.length).toBeGreaterThanOrEqual(50);
});

it('shows all of them in the README', () => {
  const readme = readFileSync(resolve(__dirname, '../README.md'), 'utf8');
  expect(readme).toContain(tableOf(MUTATIONS));
});
