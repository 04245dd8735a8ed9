import type { Manifest } from '../kubernetes/manifest';
import type { LoadedDocument } from '../kubernetes/loadYaml';

/** A document to lint: what loadYaml gives, and the file it came from. */
export type LintDocument = Pick<LoadedDocument, 'value'> &
  Partial<Pick<LoadedDocument, 'lineOf'>> & { file?: string };

/** A Kubernetes object among the documents. */
export interface LintObject {
  /** `kind/namespace/name`. */
  key: string;
  kind: string;
  /** API group, empty for the core group. */
  group: string;
  name: string;
  /** `default` where the object names none; empty for objects without a namespace. */
  namespace: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  manifest: Manifest;
  document: LintDocument;
}
