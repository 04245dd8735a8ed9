import type { Command } from '../Command';
import { compileCommand } from './compile';
import { expandCommand } from './expand';
import { lintCommand } from './lint';
import { simulateCommand } from './simulate';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  compileCommand,
  lintCommand,
  simulateCommand,
  expandCommand,
];
