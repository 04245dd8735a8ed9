/** How much a {@link Diagnostic} weighs: an `error` blocks the change, a `warning` and an `info` do not. */
export type Severity = 'error' | 'warning' | 'info';

/** A change that cures a {@link Diagnostic}; the form shows it as a button. */
export interface Cure {
  /** What the button says, for example `Give 10 % to stable`. */
  label: string;
  /** RFC 7396 merge patch on the policy document. */
  patch: MergePatch;
}

/** An RFC 7396 merge patch: a value of `null` deletes the field. */
export type MergePatch = { [field: string]: unknown };

/**
 * Something that a person wrote and that cannot hold, or will surprise. A person's mistake is data: it is
 * returned, never thrown.
 */
export interface Diagnostic {
  /** `MT1001`...; a code is never used again for something else. See docs/lint.md. */
  code: string;
  severity: Severity;
  /** Where: dotted path inside the document, for example `spec.callers.staging.route`; empty for the whole. */
  path: string;
  /** One sentence: what is wrong. */
  message: string;
  /** One sentence: what to do about it. */
  help: string;
  /** 1-based line in the text, where the text is known. */
  line?: number;
  /** The file the finding is in, where several are read. */
  file?: string;
  /** `kind/namespace/name` of the Kubernetes object that the path is in, where it is not the policy document. */
  object?: string;
  /** What the finding rests on: the file of Istio, Flagger or Envoy, or the RFC. */
  source?: string;
  cures?: Cure[];
}

/** True when one of the diagnostics blocks the change. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(diagnostic => diagnostic.severity === 'error');
}

/** Where a finding is, for a line of text: file and path, as far as it has them; empty for the policy as a whole. */
export function diagnosticPlace({ file, path }: Diagnostic): string {
  return [file, path].filter(Boolean).join(', ');
}
