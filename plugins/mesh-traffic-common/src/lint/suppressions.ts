import { loadYaml } from '../kubernetes/loadYaml';
import { isRecord } from '../policy/path';
import type { LintObject } from './LintObject';

/** On a manifest: findings on it that somebody has decided to live with, as YAML by code. */
export const SUPPRESS_ANNOTATION = 'mesh-traffic/suppress';

/** A finding that somebody has decided to live with. */
export interface Suppression {
  code: string;
  reason: string;
  owner: string;
  /** Last day, `YYYY-MM-DD`. */
  until: string;
}

/** What the annotation of an object suppresses, and what is wrong with it. */
export function readSuppressions(object: LintObject): {
  suppressions: Suppression[];
  problems: string[];
} {
  const annotation = object.annotations[SUPPRESS_ANNOTATION];
  if (annotation === undefined) {
    return { suppressions: [], problems: [] };
  }
  const { documents, diagnostics } = loadYaml(annotation);
  const value = documents[0]?.value;
  if (diagnostics.length > 0 || !isRecord(value)) {
    return { suppressions: [], problems: ['It is no YAML map of codes.'] };
  }
  const suppressions: Suppression[] = [];
  const problems: string[] = [];
  for (const [code, entry] of Object.entries(value)) {
    const { reason, owner, until } = isRecord(entry) ? entry : {};
    if (!/^MT\d{4}$/.test(code)) {
      problems.push(`"${code}" is no code.`);
    } else if (!isText(reason) || !isText(owner) || !isText(until) || !isDay(until)) {
      problems.push(`${code} needs reason, owner and until (YYYY-MM-DD).`);
    } else {
      suppressions.push({ code, reason, owner, until });
    }
  }
  return { suppressions, problems };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value);
}
