import { browserSuite } from './suites/browserSuite';
import { commandSuite } from './suites/commandSuite';
import { jestSuite } from './suites/jestSuite';
import { packagesSuite } from './suites/packagesSuite';
import { Suite } from './suites/Suite';

const suites: Suite[] = [
  // Leaves the declarations that the packages are built with.
  commandSuite('Type check', 'tsc', []),
  commandSuite('Lint', 'backstage-cli', ['repo', 'lint', '--max-warnings', '0']),
  commandSuite('Format', 'prettier', ['--check', '--log-level', 'warn', '.']),
  packagesSuite,
  jestSuite,
  browserSuite,
];

async function main(): Promise<number> {
  const startedAt = Date.now();
  let passed = 0;
  const failures: string[] = [];
  for (const [index, suite] of suites.entries()) {
    console.log(`\n[${index + 1}/${suites.length}] ${suite.name} ...`);
    const suiteStartedAt = Date.now();
    const result = await suite.run();
    passed += result.passed;
    failures.push(...result.failures);
    console.log(
      `[${index + 1}/${suites.length}] ${suite.name}: ${result.passed} passed, ` +
        `${result.failures.length} failed, ${seconds(suiteStartedAt)} s`,
    );
  }

  if (failures.length > 0) {
    console.log('\nFailed:');
    for (const failure of failures) console.log(`  - ${failure}`);
  }
  console.log(`\nTook ${seconds(startedAt)} s.`);
  console.log(`${passed} passed, ${failures.length} failed`);
  return failures.length === 0 ? 0 : 1;
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 1000);
}

main().then(
  code => process.exit(code),
  error => {
    console.error(error);
    console.log('0 passed, 1 failed');
    process.exit(1);
  },
);
