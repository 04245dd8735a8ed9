import {
  compile,
  type Diagnostic,
  hasErrors,
  type Manifest,
  parsePolicy,
  type RoutingPolicy,
} from 'backstage-plugin-mesh-traffic-common';

/** A document that holds, and what it comes to. */
export interface ValidPolicy {
  document: unknown;
  policy: RoutingPolicy;
  manifests: Manifest[];
}

/** Undefined, with the reasons, when parser or compiler refuse the document. */
export function validPolicy(document: unknown): ValidPolicy | Diagnostic[] {
  const { policy, diagnostics } = parsePolicy(document);
  if (!policy) return diagnostics;
  const compiled = compile(policy);
  if (hasErrors(compiled.diagnostics)) return compiled.diagnostics;
  return { document, policy, manifests: compiled.manifests };
}
