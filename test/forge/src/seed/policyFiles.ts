import {
  compile,
  parsePolicy,
  policyFolder,
  renderFiles,
} from 'backstage-plugin-mesh-traffic-common';

/** A policy document and the files that follow from it, by path. Throws when the document has errors. */
export function policyFiles(text: string): Record<string, string> {
  const { policy, diagnostics } = parsePolicy(text);
  if (!policy) throw new Error(diagnostics.map(d => `${d.path}: ${d.message}`).join('\n'));
  const { name, namespace } = policy.metadata;
  const folder = policyFolder('mesh', { namespace, service: name });
  const { manifests } = compile(policy);
  return Object.fromEntries([
    [`${folder}/routing-policy.yaml`, text],
    ...renderFiles(policy, manifests).map(file => [`${folder}/${file.path}`, file.content]),
  ]);
}
