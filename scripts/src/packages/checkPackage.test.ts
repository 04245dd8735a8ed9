import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkPackage } from './checkPackage';

const sound: Record<string, string> = {
  'package.json': JSON.stringify({
    name: 'a',
    main: 'dist/index.cjs.js',
    exports: {
      '.': { import: './dist/index.esm.js', types: './dist/index.d.ts' },
      './package.json': './package.json',
    },
    dependencies: { '@scope/b': '^1.0.0' },
    peerDependencies: { react: '^18.0.0' },
  }),
  'README.md': '',
  LICENSE: '',
  'dist/index.cjs.js': `const b = require('@scope/b/deep'); const fs = require('node:fs'); require('./c.cjs.js');`,
  'dist/c.cjs.js': `const text = "it comes from 'nowhere'";`,
  'dist/index.esm.js': `import { x } from 'react/jsx-runtime'; const later = () => import('./d.esm.js');`,
  'dist/d.esm.js': '',
  'dist/index.d.ts': `export { E } from './types/e.js';`,
  'dist/types/e.d.ts': 'export type E = string;',
};

describe('checkPackage', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mesh-traffic-package-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const problemsWith = async (change: Record<string, string | undefined>) => {
    for (const [file, text] of Object.entries({ ...sound, ...change })) {
      if (text === undefined) continue;
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    return checkPackage(folder, '/home/ana/mesh-traffic');
  };

  it('has nothing to say about a sound package', async () => {
    expect(await problemsWith({})).toEqual([]);
  });

  it.each([
    [
      'an import that no dependency stands for',
      { 'dist/d.esm.js': `import { d } from '@scope/d/alpha';` },
      'dist/d.esm.js imports @scope/d/alpha, which is not among its dependencies',
    ],
    [
      'a style sheet of nobody',
      { 'dist/d.esm.js': `import 'uplot/dist/uPlot.min.css';` },
      'dist/d.esm.js imports uplot/dist/uPlot.min.css, which is not among its dependencies',
    ],
    [
      'an import of a file that was not packed',
      { 'dist/d.esm.js': `export * from '../src/d';` },
      'dist/d.esm.js imports ../src/d, which is not in the package',
    ],
    [
      'an entry point that leads nowhere',
      { 'dist/index.d.ts': undefined },
      'dist/index.d.ts is missing',
    ],
    ['a missing licence', { LICENSE: undefined }, 'LICENSE is missing'],
    ['sources', { 'src/index.ts': '' }, 'src/index.ts is superfluous'],
    ['test code', { 'dist/__testUtils__/a.js': '' }, 'dist/__testUtils__/a.js is for tests only'],
    [
      'the folder of the machine that built it',
      { 'dist/c.cjs.js.map': '{"sources":["/home/ana/mesh-traffic/plugins/a/src/c.ts"]}' },
      'dist/c.cjs.js.map names the folder it was built in',
    ],
    [
      'a dependency that only this repository can resolve',
      {
        'package.json': JSON.stringify({ name: 'a', dependencies: { '@scope/b': 'workspace:^' } }),
        'dist/index.esm.js': '',
      },
      'the dependency @scope/b leads to this repository: workspace:^',
    ],
  ])('finds %s', async (_, change, problem) => {
    expect(await problemsWith(change)).toEqual([problem]);
  });
});
