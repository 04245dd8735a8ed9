import { bin, runCommand } from './runCommand';
import { Suite } from './Suite';

/** A program that says yes or no: counts as one test. */
export function commandSuite(name: string, program: string, args: string[]): Suite {
  return {
    name,
    async run() {
      const problem = await runCommand(bin(program), args, { timeoutMinutes: 10 });
      return problem === undefined
        ? { passed: 1, failures: [] }
        : { passed: 0, failures: [`${name}: ${program} ${problem}`] };
    },
  };
}
