import type { SourceDocument } from '../io/readDocuments';

/** Documents that a command cannot use are named, not swallowed. */
export function othersNote(others: readonly SourceDocument[]): string[] {
  return others.map(({ file, line }) => `note: ${file}:${line} is no Kubernetes object.`);
}
