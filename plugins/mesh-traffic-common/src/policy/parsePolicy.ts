import { Diagnostic, hasErrors } from '../diagnostic';
import { LoadedDocument, loadYaml } from '../kubernetes/loadYaml';
import { checkNames } from './checkNames';
import { checkPolicy } from './checks/checkPolicy';
import { checkRoutes } from './checkRoutes';
import { issueDiagnostics } from './issueDiagnostics';
import { parsePath, valueAt } from './path';
import { plainDataProblem } from './plainData';
import { RoutingPolicy, routingPolicySchema } from './schema';

const MAX_DIAGNOSTICS = 100;

/** What parsePolicy found. */
export interface ParsedPolicy {
  /** Valid, with defaults filled in; absent when there is an error. */
  policy?: RoutingPolicy;
  /** The document as it was written, without defaults: what a patch applies to. Absent when unreadable. */
  document?: unknown;
  diagnostics: Diagnostic[];
}

/**
 * Reads a routing policy. Every mistake comes back at once, as a sentence with its path, its cure and,
 * for text, its line; nothing is thrown.
 *
 * @param input - the text of a `routing-policy.yaml`, or the document as data
 */
export function parsePolicy(input: unknown): ParsedPolicy {
  if (typeof input !== 'string') return parseDocument(input);
  const { documents, diagnostics } = loadYaml(input);
  if (diagnostics.length > 0) return { diagnostics };
  if (documents.length !== 1) return { diagnostics: [notOneDocument(documents)] };
  const [{ value, lineOf }] = documents;
  const parsed = parseDocument(value);
  return {
    ...parsed,
    diagnostics: parsed.diagnostics.map(diagnostic => ({
      ...diagnostic,
      line: lineOf(parsePath(diagnostic.path)),
    })),
  };
}

function parseDocument(document: unknown): ParsedPolicy {
  const unsafe = plainDataProblem(document);
  if (unsafe) return { diagnostics: [unsafe] };
  const kind = wrongKind(document);
  if (kind) return { document, diagnostics: [kind] };
  const result = routingPolicySchema.safeParse(document);
  const diagnostics = [
    ...(result.success ? [] : schemaFindings(result.error.issues, document)),
    ...checkNames(document, MAX_DIAGNOSTICS + 1),
    ...checkRoutes(document, MAX_DIAGNOSTICS + 1),
    ...(result.success ? checkPolicy(result.data) : []),
  ];
  if (!result.success || hasErrors(diagnostics)) {
    return { document, diagnostics: bounded(diagnostics) };
  }
  return { policy: result.data, document, diagnostics };
}

function schemaFindings(issues: Parameters<typeof issueDiagnostics>[0][], document: unknown) {
  const found: Diagnostic[] = [];
  for (const issue of issues) {
    found.push(...issueDiagnostics(issue, document));
    if (found.length > MAX_DIAGNOSTICS) break;
  }
  return found;
}

/** A document that is all mistakes must not make an answer without end. */
function bounded(diagnostics: Diagnostic[]): Diagnostic[] {
  if (diagnostics.length <= MAX_DIAGNOSTICS) return diagnostics;
  const rest: Diagnostic = {
    code: 'MT1010',
    severity: 'error',
    path: '',
    message: 'There are more problems in this document than are shown here.',
    help: 'Cure those above first.',
  };
  return [...diagnostics.slice(0, MAX_DIAGNOSTICS), rest];
}

function wrongKind(document: unknown): Diagnostic | undefined {
  const kind = valueAt(document, ['kind']);
  const apiVersion = valueAt(document, ['apiVersion']);
  if (kind === 'RoutingPolicy' && apiVersion === 'mesh-traffic/v1alpha1') return undefined;
  const isOurs = kind === 'RoutingPolicy';
  const wrongField = isOurs ? 'apiVersion' : 'kind';
  return {
    code: 'MT1011',
    severity: 'error',
    path: kind === undefined ? '' : wrongField,
    message: isOurs
      ? 'This version of the document is not known here.'
      : 'This is no routing policy.',
    help: 'A routing policy starts with "apiVersion: mesh-traffic/v1alpha1" and "kind: RoutingPolicy".',
  };
}

function notOneDocument(documents: LoadedDocument[]): Diagnostic {
  const [, second] = documents;
  return {
    code: 'MT1010',
    severity: 'error',
    path: '',
    message: second ? 'The file holds more than one document.' : 'The file is empty.',
    help: second
      ? 'Keep one routing policy per file, without "---" between documents.'
      : 'Write a routing policy into it, or remove the file.',
    line: second?.line ?? 1,
  };
}
