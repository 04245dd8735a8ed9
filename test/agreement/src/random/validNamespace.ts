import {
  compileNamespace,
  hasErrors,
  type Manifest,
  type NamespacePolicy,
  parseNamespacePolicy,
} from 'backstage-plugin-mesh-traffic-common';

/** A policy of a namespace that holds, and what it comes to. */
export interface ValidNamespace {
  policy: NamespacePolicy;
  manifests: Manifest[];
}

/** @throws Error when parser or compiler refuse the document */
export function validNamespace(document: unknown): ValidNamespace {
  const { policy, diagnostics } = parseNamespacePolicy(document);
  const compiled = policy && compileNamespace(policy);
  const found = [...diagnostics, ...(compiled?.diagnostics ?? [])];
  if (!policy || !compiled || hasErrors(found)) throw new Error(JSON.stringify(found));
  return { policy, manifests: compiled.manifests };
}
