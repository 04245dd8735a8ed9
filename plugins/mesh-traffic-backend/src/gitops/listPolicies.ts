import {
  CompileOptions,
  parsePolicy,
  PolicySummary,
  proposalBranchesOfMesh,
  proposalBranchPrefix,
  reviewChange,
} from 'backstage-plugin-mesh-traffic-common';
import { today } from '../today';
import { GitHubRepository } from './GitHubRepository';
import { missingBranch } from './missingBranch';
import { EntryNode } from './policyQuery';
import { POLICY_FILE } from './RepositoryState';

const MAX_BRANCHES = 100;

/** A policy as the repository has it, before it is known who may see it. */
export type ListedPolicy = Omit<PolicySummary, 'entityRef'>;

const FILES = 'entries { name type mode oid object { ... on Blob { text byteSize } } }';

const LIST_QUERY = `
query MeshTrafficPolicies(
  $owner: String!, $repo: String!, $branch: String!, $path: String!, $prefix: String!
) {
  repository(owner: $owner, name: $repo) {
    ref(qualifiedName: $branch) {
      target {
        ... on Commit {
          oid
          file(path: $path) {
            object {
              ... on Tree {
                entries {
                  name type
                  object { ... on Tree { entries { name type object { ... on Tree { ${FILES} } } } } }
                }
              }
            }
          }
        }
      }
    }
    refs(refPrefix: $prefix, first: ${MAX_BRANCHES}) {
      nodes { name associatedPullRequests(states: OPEN, first: 1) { nodes { number } } }
    }
  }
}`;

interface FolderNode {
  name: string;
  type: string;
  object: { entries?: FolderNode[] } | null;
}

interface ListQueryResult {
  repository: {
    ref: {
      target: { oid: string; file: { object: { entries?: FolderNode[] } | null } | null };
    } | null;
    refs: {
      nodes: Array<{ name: string; associatedPullRequests: { nodes: Array<{ number: number }> } }>;
    };
  } | null;
}

/** All policies of one repository in one GraphQL call. */
export async function listPolicies(
  repository: GitHubRepository,
  mesh: string,
  compile: CompileOptions,
): Promise<ListedPolicy[]> {
  const { branch, path } = repository.config;
  const prefix = proposalBranchesOfMesh(mesh);
  const result = await repository.graphql<ListQueryResult>(LIST_QUERY, {
    branch: `refs/heads/${branch}`,
    path,
    prefix: `refs/heads/${prefix}`,
  });
  const target = result.repository?.ref?.target;
  if (!target) throw missingBranch(repository.config);
  const branches = result.repository?.refs.nodes ?? [];
  return entriesOf(target.file).flatMap(namespace =>
    entriesOf(namespace).flatMap(service => {
      const files = entriesOf(service) as unknown as EntryNode[];
      const text = files.find(({ name }) => name === POLICY_FILE)?.object?.text;
      if (typeof text !== 'string') return [];
      const ref = { mesh, namespace: namespace.name, service: service.name };
      const ofService = proposalBranchPrefix(ref).slice(prefix.length);
      const review = reviewChange({
        service: ref,
        folder: [path, ref.namespace, ref.service].filter(Boolean).join('/'),
        baseCommit: target.oid,
        beforeText: text,
        afterText: text,
        files: files.flatMap(({ name, oid, object }) =>
          name !== POLICY_FILE && typeof object?.text === 'string'
            ? [{ name, blob: oid, content: object.text }]
            : [],
        ),
        compile,
        today: today(),
      });
      // Nothing changes, so that what there is was there before.
      const found = [...review.diagnostics, ...review.known];
      const count = (severity: string) => found.filter(each => each.severity === severity).length;
      return [
        {
          service: ref,
          callers: Object.keys(parsePolicy(text).policy?.spec.callers ?? {}).length,
          diagnostics: { errors: count('error'), warnings: count('warning') },
          drift: review.drift.length,
          openPullRequests: branches.filter(
            ({ name, associatedPullRequests }) =>
              name.startsWith(ofService) && associatedPullRequests.nodes.length > 0,
          ).length,
        },
      ];
    }),
  );
}

function entriesOf(node: { object: { entries?: FolderNode[] } | null } | null | undefined) {
  return node?.object?.entries ?? [];
}
