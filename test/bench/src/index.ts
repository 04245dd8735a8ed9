/**
 * How fast the domain is, as ratios to what it stands beside. `npm run bench` prints the table.
 *
 * @packageDocumentation
 */
export { measure, type Contender, type MeasureOptions } from './measure';
