export { assessImpact, type CallerImpact, type Impact } from './assessImpact';
export type { Consequence } from './Consequence';
