import type { Diagnostic } from '../diagnostic';
import { parseNamespacePolicy } from '../policy/parseNamespacePolicy';
import { parsePolicy } from '../policy/parsePolicy';
import { isRecord, parsePath } from '../policy/path';
import { groupBy } from './groupBy';
import { LintContext, type LintOptions } from './LintContext';
import type { LintDocument, LintObject } from './LintObject';
import type { LintRule, RuleFinding } from './LintRule';
import { readObjects } from './readObjects';
import { LINT_RULES } from './registry';
import { type Suppression, readSuppressions, SUPPRESS_ANNOTATION } from './suppressions';

/** A finding, with the object it is on. */
export interface LintFinding extends Diagnostic {
  /** `kind/namespace/name`. */
  object: string;
}

export interface LintReport {
  /** In the order of the documents. */
  findings: LintFinding[];
  /** Findings that somebody has decided to live with. */
  suppressed: (LintFinding & { suppression: Suppression })[];
}

const POLICY_GROUP = 'mesh-traffic';

/**
 * Looks for faults in routing policies, namespace policies and manifests of Istio and Flagger, whoever wrote them. It
 * looks at all documents together, since most faults lie between two objects. Nothing is thrown for a fault.
 */
export function lint(documents: readonly LintDocument[], options: LintOptions = {}): LintReport {
  const objects = readObjects(documents);
  const context = new LintContext(
    objects.filter(({ group }) => group !== POLICY_GROUP),
    options,
  );
  const policies = objects.filter(({ group }) => group === POLICY_GROUP);
  const rules = LINT_RULES.filter(({ fromAbsence }) => !(fromAbsence && options.partial));
  const found = [
    ...policies.flatMap(lintPolicy),
    ...rules.flatMap((rule, index) => {
      options.onProgress?.(index, rules.length);
      return rule.check(context).map(each => toFinding(rule, each));
    }),
    ...objects.flatMap(suppressionProblems),
  ];
  return sortOut(inOrder(found, objects), objects, policies, options.today);
}

/** By object and code; one finding where several panels or callers give the same. */
function inOrder(found: readonly LintFinding[], objects: readonly LintObject[]): LintFinding[] {
  const byObject = groupBy(found, ({ object }) => object);
  const keys = new Set<string>();
  for (const { key } of objects) {
    // Of two objects with one key the later one's place counts.
    keys.delete(key);
    keys.add(key);
  }
  return [...keys].flatMap(key =>
    withoutRepeats(byObject.get(key) ?? []).sort((one, other) =>
      one.code < other.code ? -1 : Number(one.code > other.code),
    ),
  );
}

function withoutRepeats(found: readonly LintFinding[]): LintFinding[] {
  return found.length < 2
    ? [...found]
    : [
        ...new Map(
          found.map(each => [`${each.code} ${each.path} ${each.line} ${each.message}`, each]),
        ).values(),
      ];
}

function toFinding(rule: LintRule, { on, path, message, help }: RuleFinding): LintFinding {
  return located(on, {
    code: rule.code,
    severity: rule.severity,
    path,
    message,
    help,
    source: rule.source,
  });
}

function located(on: LintObject, diagnostic: Diagnostic): LintFinding {
  const { file, lineOf } = on.document;
  const finding: LintFinding = { ...diagnostic, object: on.key };
  if (lineOf) {
    finding.line = lineOf(parsePath(diagnostic.path));
  }
  if (file !== undefined) {
    finding.file = file;
  }
  return finding;
}

function lintPolicy(object: LintObject): LintFinding[] {
  const { value } = object.document;
  const { diagnostics } =
    object.kind === 'NamespacePolicy' ? parseNamespacePolicy(value) : parsePolicy(value);
  return diagnostics.map(diagnostic => located(object, diagnostic));
}

const CODES = new Set(LINT_RULES.map(({ code }) => code));

function suppressionProblems(object: LintObject): LintFinding[] {
  const { problems, suppressions } = readSuppressions(object);
  const unknown = suppressions
    .filter(({ code }) => !CODES.has(code))
    .map(({ code }) => `${code} is the code of no rule for manifests.`);
  return [...problems, ...unknown].map(problem =>
    located(object, {
      code: 'MT2000',
      severity: 'warning',
      path: `metadata.annotations[${JSON.stringify(SUPPRESS_ANNOTATION)}]`,
      message: `The suppression cannot be read: ${problem}`,
      help: 'Write a YAML map from code to reason, owner and until.',
    }),
  );
}

/** A policy suppresses findings on itself and on the objects that were made from it. */
function sortOut(
  found: readonly LintFinding[],
  objects: readonly LintObject[],
  policies: readonly LintObject[],
  today: string | undefined,
): LintReport {
  const byObject = new Map<string, Suppression[]>();
  for (const object of objects) {
    byObject.set(object.key, readSuppressions(object).suppressions);
  }
  for (const policy of policies) {
    const own = policySuppressions(policy);
    for (const object of objects) {
      const isMadeFromIt =
        object.namespace === policy.namespace &&
        object.labels['mesh-traffic/policy'] === policy.name;
      if (object === policy || isMadeFromIt) {
        byObject.get(object.key)?.push(...own);
      }
    }
  }
  const report: LintReport = { findings: [], suppressed: [] };
  for (const finding of found) {
    const suppression = byObject
      .get(finding.object)
      ?.find(({ code, until }) => code === finding.code && (!today || today <= until));
    if (suppression) {
      report.suppressed.push({ ...finding, suppression });
    } else {
      report.findings.push(finding);
    }
  }
  return report;
}

function policySuppressions(policy: LintObject): Suppression[] {
  const { value } = policy.document;
  const spec = isRecord(value) && isRecord(value.spec) ? value.spec : {};
  const parsed = parsePolicy(value).policy?.spec.suppressions;
  return parsed ?? (Array.isArray(spec.suppressions) ? [] : []);
}
