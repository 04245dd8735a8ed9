import { Diagnostic, hasErrors } from '../../diagnostic';
import { Manifest } from '../../kubernetes/manifest';
import { parsePolicy } from '../../policy/parsePolicy';
import { parseNamespacePolicy } from '../../policy/parseNamespacePolicy';
import { compile } from '../compile';
import { CompileOptions } from '../CompileOptions';
import { compileNamespace } from '../namespace/compileNamespace';

/** Text to objects, as the product does it; no objects when there is an error. */
export function compileDocument(
  text: unknown,
  options?: CompileOptions,
): { manifests: Manifest[]; diagnostics: Diagnostic[] } {
  if (typeof text === 'string' && /^kind: NamespacePolicy$/m.test(text)) {
    const { policy, diagnostics } = parseNamespacePolicy(text);
    if (!policy) return { manifests: [], diagnostics };
    return compileNamespace(policy, options);
  }
  const parsed = parsePolicy(text);
  if (!parsed.policy || hasErrors(parsed.diagnostics)) {
    return { manifests: [], diagnostics: parsed.diagnostics };
  }
  const compiled = compile(parsed.policy, options);
  return {
    manifests: compiled.manifests,
    diagnostics: [...parsed.diagnostics, ...compiled.diagnostics],
  };
}
