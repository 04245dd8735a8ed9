import { InputError } from '@backstage/errors';
import {
  applyPolicyPatch,
  Diagnostic,
  editPolicyText,
  MergePatch,
  newPolicyText,
  parsePolicy,
  RoutingPolicy,
  ServiceRef,
} from 'backstage-plugin-mesh-traffic-common';

/** Deeper than any policy; a patch from outside must not exhaust the stack. */
const MAX_DEPTH = 40;

/** A document after a patch, or why there is none. */
export interface PatchedPolicy {
  text: string;
  policy?: RoutingPolicy;
  diagnostics: Diagnostic[];
}

/**
 * Applies a patch to the text of a policy, or begins a new one. The identity of the document is that of
 * the service: a patch cannot move it elsewhere.
 */
export function applyToText(
  ref: ServiceRef,
  text: string | undefined,
  patch: MergePatch,
): PatchedPolicy {
  if (isDeeperThan(patch, MAX_DEPTH)) {
    throw new InputError(`patch: nests deeper than ${MAX_DEPTH} levels; no policy does.`);
  }
  if (text !== undefined) {
    const before = parsePolicy(text);
    // What cannot be read cannot be edited either; a readable document with mistakes can be cured by a patch.
    if (before.document === undefined) return { text, diagnostics: before.diagnostics };
  }
  const after =
    text === undefined
      ? newPolicyText(applyPolicyPatch(identityOf(ref), patch))
      : editPolicyText(text, patch);
  const { policy, diagnostics } = parsePolicy(after);
  const wrongName = policy && identityProblem(ref, policy);
  return wrongName
    ? { text: after, diagnostics: [...diagnostics, wrongName] }
    : { text: after, policy, diagnostics };
}

function identityOf({ namespace, service }: ServiceRef) {
  return {
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: {
      name: service,
      namespace,
      annotations: { 'config.kubernetes.io/local-config': 'true' },
    },
  };
}

/** Says when a document lies in the folder of one service and speaks about another. */
export function identityProblem(ref: ServiceRef, policy: RoutingPolicy): Diagnostic | undefined {
  const { name, namespace } = policy.metadata;
  if (name === ref.service && namespace === ref.namespace) return undefined;
  return {
    code: 'MT1851',
    severity: 'error',
    path: 'metadata',
    message: `The document is about ${namespace}/${name}, but lies where ${ref.namespace}/${ref.service} belongs.`,
    help: `Set metadata.namespace to ${ref.namespace} and metadata.name to ${ref.service}.`,
  };
}

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some(child => isDeeperThan(child, depth - 1));
}
