import { join } from 'node:path';
import { root } from '../portal/root';
import { JestReport, summarizeJest } from './jestSuite';

type TestFile = JestReport['testResults'][number];

const file = (change: Partial<TestFile>): TestFile => ({
  name: join(root, 'plugins/a/src/b.test.ts'),
  status: 'passed',
  message: '',
  assertionResults: [{ status: 'passed', fullName: 'works' }],
  ...change,
});

describe('summarizeJest', () => {
  it('counts each test', () => {
    expect(summarizeJest({ testResults: [file({}), file({})] })).toEqual({
      passed: 2,
      failures: [],
    });
  });

  it('counts a skipped test as failed: it proves nothing', () => {
    const assertionResults = [
      { status: 'failed', fullName: 'adds' },
      { status: 'pending', fullName: 'subtracts' },
    ];
    expect(summarizeJest({ testResults: [file({ status: 'failed', assertionResults })] })).toEqual({
      passed: 0,
      failures: ['plugins/a/src/b.test.ts: adds', 'plugins/a/src/b.test.ts: subtracts (pending)'],
    });
  });

  it('counts a file that could not be run', () => {
    const broken = file({ status: 'failed', message: '\nno module\nstack', assertionResults: [] });
    expect(summarizeJest({ testResults: [file({}), broken] })).toEqual({
      passed: 1,
      failures: ['plugins/a/src/b.test.ts could not be run: no module'],
    });
  });

  it.each([
    ['says that no test was found', { testResults: [] }, undefined, 'Jest found none'],
    ['says how Jest ended without a report', undefined, 'was ended by SIGSEGV', 'by SIGSEGV'],
    ['does not hide that Jest failed', { testResults: [file({})] }, 'ended with code 1', 'code 1'],
  ])('%s', (_, report, problem, sentence) => {
    expect(summarizeJest(report, problem).failures).toEqual([expect.stringContaining(sentence)]);
  });
});
