import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadYaml } from '../kubernetes/loadYaml';
import { lint } from './lint';

const RIGHT = resolve(__dirname, '../../../../test/golden/lint-right');

/** Manifests as people write them who know what they do: nothing but hints may be said. */
describe('right manifests', () => {
  it.each(readdirSync(RIGHT))('%s', file => {
    const { documents, diagnostics } = loadYaml(readFileSync(resolve(RIGHT, file), 'utf8'));
    const blamed = lint(documents)
      .findings.filter(({ severity }) => severity !== 'info')
      .map(({ code, object, path, message }) => ({ code, object, path, message }));

    expect(diagnostics).toEqual([]);
    expect(blamed).toEqual([]);
  });
});
