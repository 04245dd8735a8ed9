import { compile } from '../compile/compile';
import { CompileOptions } from '../compile/CompileOptions';
import { GeneratedFile, manifestFileName, renderFiles } from '../compile/renderFiles';
import { Diagnostic, hasErrors } from '../diagnostic';
import { Manifest } from '../kubernetes/manifest';
import { RoutingPolicy } from '../policy/schema';

/** What a policy compiles to, before or after a change. */
export interface CompiledSide {
  policy: RoutingPolicy;
  /** Absent when the policy cannot be compiled. */
  files?: GeneratedFile[];
  manifests: Manifest[];
  /** The object of each file by the file's name; the kustomization has none. */
  objects: ReadonlyMap<string, Manifest>;
  diagnostics: Diagnostic[];
}

export function compileSide(
  policy: RoutingPolicy,
  options: CompileOptions | undefined,
): CompiledSide {
  const { manifests, diagnostics } = compile(policy, options);
  return {
    policy,
    files: hasErrors(diagnostics) ? undefined : renderFiles(policy, manifests),
    manifests,
    objects: new Map(manifests.map(manifest => [manifestFileName(policy, manifest), manifest])),
    diagnostics,
  };
}
