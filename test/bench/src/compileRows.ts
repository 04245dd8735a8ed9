import { dumpYaml, type Manifest, renderFiles } from 'backstage-plugin-mesh-traffic-common';
import { type Contender, measure } from './measure';
import { renderTemplate } from './rivals/renderTemplate';
import { synthesize } from './rivals/synthesize';
import { milliseconds, type Row } from './Row';
import { manifestsOf, policyOf, type ServiceInput, services } from './services';

/** How many services, and how often each contender is timed. */
const SIZES = [
  { count: 1, rounds: 5 },
  { count: 100, rounds: 5 },
  { count: 1_000, rounds: 3 },
  { count: 10_000, rounds: 1 },
];

/** The rivals that make text are only timed up to here: they take seconds, and grow in step with the dump. */
const MOST_FOR_TEXT = 1_000;

/** How long each contender runs before anything counts: until the engine has compiled what it runs. */
const WARM_UP_MS = 1_500;

/** Compile, alone and with YAML, beside other ways to the same objects. */
export function compileRows(progress: (text: string) => void): Row[] {
  progress('warming up');
  measure(contenders(services(100)), { rounds: 1, sampleMs: WARM_UP_MS });
  const compileMs = new Map<number, number>();
  const rows = SIZES.flatMap(({ count, rounds }) => {
    progress(`compile of ${count} services`);
    const medians = measure(contenders(services(count)), { rounds, sampleMs: 500 });
    const ms = (name: string) => medians.get(name) ?? Number.NaN;
    compileMs.set(count, ms('compile'));
    const what = `${count.toLocaleString('en-US')} service${count === 1 ? '' : 's'}`;
    const withYaml = ms('compile with YAML');
    return [
      {
        what: `compile, ${what}`,
        measured: milliseconds(ms('compile')),
        ratio: ms('compile') / ms('JSON.stringify'),
        comparedWith: 'JSON.stringify',
        aim: 1,
      },
      {
        what: `compile with YAML, ${what}`,
        measured: milliseconds(withYaml),
        ratio: withYaml / ms('js-yaml dump'),
        comparedWith: 'js-yaml dump',
        aim: 1.3,
      },
      ...['nunjucks', 'cdk8s']
        .filter(name => medians.has(name))
        .map(name => ({
          what: `compile with YAML, ${what}`,
          measured: milliseconds(withYaml),
          ratio: withYaml / ms(name),
          comparedWith: name,
        })),
      {
        what: `compile with files and hashes, ${what}`,
        measured: milliseconds(ms('compile with files')),
        ratio: ms('compile with files') / ms('js-yaml dump'),
        comparedWith: 'js-yaml dump',
      },
    ];
  });
  const [many, tenTimes] = [1_000, 10_000].map(count => compileMs.get(count) ?? Number.NaN);
  return [
    ...rows,
    {
      what: 'compile, 10,000 services',
      measured: milliseconds(tenTimes),
      ratio: tenTimes / many,
      comparedWith: 'compile, 1,000 services',
      aim: 12,
    },
  ];
}

function contenders(inputs: readonly ServiceInput[]): Contender[] {
  const policies = inputs.map(policyOf);
  const made: Manifest[][] = policies.map(manifestsOf);
  const all: Contender[] = [
    { name: 'compile', run: () => total(policies, policy => manifestsOf(policy).length) },
    {
      name: 'JSON.stringify',
      run: () => total(made, manifests => JSON.stringify(manifests).length),
    },
    {
      name: 'compile with YAML',
      run: () => total(policies, policy => total(manifestsOf(policy), yamlLength)),
    },
    { name: 'js-yaml dump', run: () => total(made, manifests => total(manifests, yamlLength)) },
    {
      name: 'compile with files',
      run: () => total(policies, policy => renderFiles(policy, manifestsOf(policy)).length),
    },
  ];
  if (inputs.length > MOST_FOR_TEXT) return all;
  return [
    ...all,
    { name: 'nunjucks', run: () => total(inputs, input => renderTemplate(input).length) },
    { name: 'cdk8s', run: () => total(made, manifests => synthesize(manifests).length) },
  ];
}

function yamlLength(manifest: Manifest): number {
  return dumpYaml(manifest).length;
}

/** Texts are made and dropped one by one, as where they are written to files. */
function total<Item>(items: readonly Item[], sizeOf: (item: Item) => number): number {
  let sum = 0;
  for (const item of items) sum += sizeOf(item);
  return sum;
}
