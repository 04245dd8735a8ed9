export { disagreements, type Tally } from './disagreements';
export { randomPolicy } from './random/randomPolicy';
export { Random } from './random/Random';
export { validPolicy, type ValidPolicy } from './random/validPolicy';
