import {
  compile,
  type CompileOptions,
  compileNamespace,
  type Diagnostic,
  hasErrors,
  type Manifest,
  parseNamespacePolicy,
  parsePath,
  parsePolicy,
  policyFolder,
  renderFiles,
  type GeneratedFile,
} from 'backstage-plugin-mesh-traffic-common';
import { isManifest } from '../io/isManifest';
import type { SourceDocument } from '../io/readDocuments';

/** A policy among the documents, and what it comes to. */
export interface CompiledDocument {
  /** The file that the policy stands in. */
  file: string;
  diagnostics: Diagnostic[];
  /** Empty when there is an error. */
  manifests: Manifest[];
  /** `<namespace>/<service>`; absent when the policy cannot be read. */
  folder?: string;
  /** What belongs into the folder beside the policy. */
  files: GeneratedFile[];
}

/** Compiles every RoutingPolicy and NamespacePolicy among the documents; others are passed over. */
export function compileDocuments(
  documents: readonly SourceDocument[],
  options: CompileOptions,
): CompiledDocument[] {
  const compiled = documents.flatMap(document => {
    const kind = policyKind(document.value);
    if (kind === undefined) return [];
    const result =
      kind === 'NamespacePolicy' ? ofNamespace(document, options) : ofService(document, options);
    return [{ ...result, file: document.file, diagnostics: located(document, result.diagnostics) }];
  });
  return withoutDoubles(compiled);
}

type Result = Omit<CompiledDocument, 'file'>;

function policyKind(value: unknown): 'RoutingPolicy' | 'NamespacePolicy' | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  if (value.kind === 'RoutingPolicy') return value.kind;
  if (value.kind !== 'NamespacePolicy') return undefined;
  return isManifest(value) && !value.apiVersion.startsWith('mesh-traffic/')
    ? undefined
    : value.kind;
}

function ofService({ value }: SourceDocument, options: CompileOptions): Result {
  const { policy, diagnostics } = parsePolicy(value);
  if (!policy) return { diagnostics, manifests: [], files: [] };
  const compiled = compile(policy, options);
  const { namespace, name: service } = policy.metadata;
  return {
    diagnostics: [...diagnostics, ...compiled.diagnostics],
    manifests: compiled.manifests,
    folder: policyFolder('', { namespace, service }),
    files: renderFiles(policy, compiled.manifests),
  };
}

function ofNamespace({ value }: SourceDocument, options: CompileOptions): Result {
  const { policy, diagnostics } = parseNamespacePolicy(value);
  if (!policy) return { diagnostics, manifests: [], files: [] };
  const compiled = compileNamespace(policy, options);
  return {
    diagnostics: [...diagnostics, ...compiled.diagnostics],
    manifests: compiled.manifests,
    folder: policyFolder('', { namespace: policy.metadata.name }),
    files: renderFiles(policy, compiled.manifests),
  };
}

function located({ file, lineOf }: SourceDocument, diagnostics: Diagnostic[]): Diagnostic[] {
  return diagnostics.map(diagnostic => ({
    ...diagnostic,
    file,
    line: lineOf(parsePath(diagnostic.path)),
  }));
}

/** Two policies of one service would overwrite each other. */
function withoutDoubles(compiled: readonly CompiledDocument[]): CompiledDocument[] {
  const first = new Map<string, CompiledDocument>();
  return compiled.map(document => {
    const { folder, file } = document;
    const earlier = folder === undefined ? undefined : first.get(folder);
    if (!earlier) {
      if (folder !== undefined) first.set(folder, document);
      return document;
    }
    const double: Diagnostic = {
      code: 'MT1009',
      severity: 'error',
      path: 'metadata.name',
      message: `${folder} has a policy already, in ${earlier.file}.`,
      help: 'Keep one policy per service, or compile the two one after the other.',
      file,
    };
    return { ...document, manifests: [], diagnostics: [...document.diagnostics, double] };
  });
}

/** True when a policy cannot be compiled. */
export function hasFailed({ diagnostics }: CompiledDocument): boolean {
  return hasErrors(diagnostics);
}
