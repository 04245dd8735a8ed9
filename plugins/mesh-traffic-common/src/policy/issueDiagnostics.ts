import { z } from 'zod';
import { Cure, Diagnostic } from '../diagnostic';
import { closest } from './closest';
import { curePatch } from './curePatch';
import { knownField } from './knownFields';
import { formatPath, isRecord, PolicyPath, valueAt } from './path';

type Issue = z.core.$ZodIssue;

/** So many unknown fields of one place are told apart. */
const MAX_KEYS = 50;

const TYPES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a mapping of fields',
  record: 'a mapping of names',
  array: 'a list',
};

/** Says in plain words what a schema's issue means for the person who wrote the document. */
export function issueDiagnostics(issue: Issue, document: unknown): Diagnostic[] {
  const path = issue.path.map(step => (typeof step === 'number' ? step : String(step)));
  const value = valueAt(document, path);
  const name = path.length === 0 ? 'The document' : `"${String(path[path.length - 1])}"`;
  const at = (code: string, message: string, help: string, cures: Cure[] = []): Diagnostic[] => [
    {
      code,
      severity: 'error',
      path: formatPath(path),
      message,
      help,
      ...(cures.length > 0 && { cures }),
    },
  ];
  const description = knownField(path)?.description;
  const orRemove = description ? `It is for: ${description}` : 'Correct it or remove it.';

  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, MAX_KEYS).flatMap(key => unknownField(document, path, key));
    case 'invalid_type':
    case 'invalid_value': {
      const allowed = issue.code === 'invalid_value' ? issue.values.map(String) : [];
      if (value === undefined) {
        return at('MT1014', `${name} is missing.`, missingHelp(path, allowed, description));
      }
      if (issue.code === 'invalid_type') {
        const help =
          issue.expected === 'string' && isScalar(value) ? 'Put it into quotes.' : orRemove;
        const expected = TYPES[issue.expected] ?? issue.expected;
        return at('MT1012', `${name} must be ${expected}, not ${show(value)}.`, help);
      }
      const meant = typeof value === 'string' ? closest(value, allowed) : undefined;
      const cures = meant
        ? [{ label: `Use ${meant}`, patch: curePatch(document, [{ path, value: meant }]) }]
        : [];
      const help = `Use ${allowed.length > 1 ? `one of ${allowed.join(', ')}` : allowed[0]}.`;
      return at('MT1015', `${name} is ${show(value)}, which is not allowed here.`, help, cures);
    }
    case 'too_small':
    case 'too_big':
      return at('MT1015', outOfRange(issue, name, value), orRemove);
    case 'invalid_format':
      return at('MT1015', ownMessage(issue) ?? badFormat(issue, name, value), orRemove);
    case 'invalid_key':
      return at('MT1016', `${name} cannot be used as a name here.`, orRemove);
    case 'custom':
      return custom(issue, at, name, orRemove);
    default:
      return at(
        'MT1015',
        ownMessage(issue) ?? `${name} has none of the forms that are allowed here.`,
        orRemove,
      );
  }
}

function unknownField(document: unknown, parent: PolicyPath, key: string): Diagnostic[] {
  const path = [...parent, key];
  const fields = knownField(parent)?.fields ?? [];
  const present = valueAt(document, parent);
  const free = fields.filter(field => !isRecord(present) || !Object.hasOwn(present, field));
  const meant = closest(key, free);
  // A place that is nearly all mistakes is not cured field by field, and each cure may carry all of it.
  const isSmall = isRecord(present) && Object.keys(present).length <= MAX_KEYS;
  const cures = isSmall ? unknownFieldCures(document, parent, key, meant) : [];
  const place = parent.length === 0 ? 'the document' : formatPath(parent);
  return [
    {
      code: 'MT1013',
      severity: 'error',
      path: formatPath(path),
      message: `"${key}" is no field of ${place}.`,
      help: meant
        ? `Did you mean "${meant}"?`
        : `Remove it${fields.length > 0 ? `; there can be ${fields.join(', ')}` : ''}.`,
      ...(cures.length > 0 && { cures }),
    },
  ];
}

function unknownFieldCures(
  document: unknown,
  parent: PolicyPath,
  key: string,
  meant: string | undefined,
): Cure[] {
  const path = [...parent, key];
  const remove = { path, value: undefined };
  const cures = [{ label: `Remove ${key}`, patch: curePatch(document, [remove]) }];
  if (meant === undefined) return cures;
  const rename = { path: [...parent, meant], value: valueAt(document, path) };
  const patch = curePatch(document, [remove, rename]);
  return [{ label: `Rename to ${meant}`, patch }, ...cures];
}

function missingHelp(path: PolicyPath, allowed: string[], description?: string): string {
  const value = allowed.length === 1 ? ` with the value ${allowed[0]}` : '';
  const choice = allowed.length > 1 ? ` as one of ${allowed.join(', ')}` : '';
  return `Add ${formatPath(path)}${value}${choice}${description ? `: ${description}` : '.'}`;
}

function outOfRange(
  issue: Extract<Issue, { code: 'too_small' | 'too_big' }>,
  name: string,
  value: unknown,
): string {
  const small = issue.code === 'too_small';
  const limit = Number(small ? issue.minimum : issue.maximum);
  const bound = boundWords(small, issue.inclusive !== false);
  if (issue.origin === 'string') {
    return limit === 1 && small
      ? `${name} is empty.`
      : `${name} must have ${bound} ${limit} characters.`;
  }
  if (issue.origin === 'array' || issue.origin === 'set') {
    return limit === 1 && small
      ? `${name} is empty.`
      : `${name} must have ${bound} ${limit} entries.`;
  }
  return `${name} is ${show(value)}; it must be ${bound} ${limit}.`;
}

function boundWords(small: boolean, inclusive: boolean): string {
  if (inclusive) return small ? 'at least' : 'at most';
  return small ? 'more than' : 'less than';
}

function badFormat(
  issue: Extract<Issue, { code: 'invalid_format' }>,
  name: string,
  value: unknown,
): string {
  const details = issue as { prefix?: unknown };
  if (issue.format === 'starts_with') {
    return `${name} is ${show(value)}; it must start with "${String(details.prefix)}".`;
  }
  if (issue.format === 'date')
    return `${name} is ${show(value)}, which is no day as in 2027-06-30.`;
  return `${name} is ${show(value)}, which does not have the form that is needed here.`;
}

function custom(
  issue: Extract<Issue, { code: 'custom' }>,
  at: (code: string, message: string, help: string, cures?: Cure[]) => Diagnostic[],
  name: string,
  help: string,
): Diagnostic[] {
  const params: Record<string, unknown> = issue.params ?? {};
  return at(
    typeof params.code === 'string' ? params.code : 'MT1015',
    ownMessage(issue) ?? `${name} is not allowed here.`,
    typeof params.help === 'string' ? params.help : help,
    Array.isArray(params.cures) ? (params.cures as Cure[]) : [],
  );
}

/** The schema's own sentence; undefined where it is the validator's default text. */
function ownMessage(issue: Issue): string | undefined {
  return /^(Invalid|Unrecognized|Too (big|small))\b/.test(issue.message)
    ? undefined
    : issue.message;
}

function isScalar(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

function show(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 56)}..."` : text;
}
