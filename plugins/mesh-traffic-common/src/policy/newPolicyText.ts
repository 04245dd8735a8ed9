import { dumpYaml } from '../kubernetes/dumpYaml';

/** Argo CD renders every YAML file of a folder; this line tells it that the policy is no manifest. */
const HEADER = '# +argocd:skip-file-rendering\n';

/** The text of a policy that has none yet; the fields stay in the order of the document. */
export function newPolicyText(document: unknown): string {
  return HEADER + dumpYaml(document);
}
