import type { Severity } from '../diagnostic';
import type { LintContext } from './LintContext';
import type { LintObject } from './LintObject';

/** Something that a rule found. */
export interface RuleFinding {
  on: LintObject;
  /** Dotted path inside the object; empty for the whole. */
  path: string;
  /** One sentence: what is wrong. */
  message: string;
  /** One sentence: what to do about it. */
  help: string;
}

/** A check over all manifests. A code is never given to another rule, not even after its own is gone. */
export interface LintRule {
  /** `MT2001`... */
  code: string;
  severity: Severity;
  /** What the rule finds, as a phrase. */
  title: string;
  /** What it rests on: a file of Istio, Flagger or Envoy, a specification, or a measurement. */
  source: string;
  /** Concludes from what is not among the documents: silent where they are {@link LintOptions.partial}. */
  fromAbsence?: true;
  check(context: LintContext): RuleFinding[];
}
