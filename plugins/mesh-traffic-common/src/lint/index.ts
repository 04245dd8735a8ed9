export { lint, type LintFinding, type LintReport } from './lint';
export type { LintOptions } from './LintContext';
export type { LintDocument } from './LintObject';
export type { LintRule } from './LintRule';
export { LINT_RULES, RETIRED_CODES } from './registry';
export { SUPPRESS_ANNOTATION, type Suppression } from './suppressions';
