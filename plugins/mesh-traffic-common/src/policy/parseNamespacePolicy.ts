import { Diagnostic } from '../diagnostic';
import { loadYaml } from '../kubernetes/loadYaml';
import { isDns1123Label } from '../kubernetes/names';
import { issueDiagnostics } from './issueDiagnostics';
import { NamespacePolicy, namespacePolicySchema } from './namespaceSchema';
import { plainDataProblem } from './plainData';

/** What parseNamespacePolicy found; `policy` is absent when there is an error. */
export interface ParsedNamespacePolicy {
  policy?: NamespacePolicy;
  diagnostics: Diagnostic[];
}

/** Reads the policy of a namespace, from text or as data. Mistakes are returned, never thrown. */
export function parseNamespacePolicy(input: unknown): ParsedNamespacePolicy {
  if (typeof input !== 'string') return parseDocument(input);
  const { documents, diagnostics } = loadYaml(input);
  if (diagnostics.length > 0) return { diagnostics };
  if (documents.length === 1) return parseDocument(documents[0].value);
  return {
    diagnostics: [
      {
        code: 'MT1010',
        severity: 'error',
        path: '',
        message: 'The file does not hold exactly one document.',
        help: 'Keep one namespace policy per file.',
        line: documents[1]?.line ?? 1,
      },
    ],
  };
}

function parseDocument(document: unknown): ParsedNamespacePolicy {
  const unsafe = plainDataProblem(document);
  if (unsafe) return { diagnostics: [unsafe] };
  const result = namespacePolicySchema.safeParse(document);
  if (!result.success) {
    return { diagnostics: result.error.issues.flatMap(issue => issueDiagnostics(issue, document)) };
  }
  const { name, namespace = name } = result.data.metadata;
  if (isDns1123Label(name) && namespace === name) return { policy: result.data, diagnostics: [] };
  return {
    diagnostics: [
      {
        code: 'MT1016',
        severity: 'error',
        path: namespace === name ? 'metadata.name' : 'metadata.namespace',
        message:
          namespace === name
            ? `"${name.slice(0, 70)}" is no name that a namespace can have.`
            : 'metadata.namespace is another namespace than metadata.name.',
        help: 'Write the name of the Kubernetes namespace as metadata.name.',
      },
    ],
  };
}
