import {
  GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { repo, useForge } from '../__testUtils__/useForge';
import { checkQuery, forgeSchema } from './executeQuery';
import { fullSchema } from './fullSchema';

const { forge, octokit, anonymous, branch } = useForge();

const policyQuery = `
query MeshTrafficPolicy($owner: String!, $name: String!, $branch: String!, $path: String!, $prefix: String!) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $branch) {
      target {
        oid
        ... on Commit {
          tree { oid }
          file(path: $path) {
            object {
              ... on Tree {
                entries {
                  name type mode oid
                  object { ... on Blob { oid text isBinary isTruncated byteSize } }
                }
              }
            }
          }
          history(path: $path, first: 2) {
            totalCount
            nodes {
              messageHeadline committedDate
              author { name user { login } }
              associatedPullRequests(first: 1) { nodes { number title mergedAt author { login } } }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }
    }
    refs(refPrefix: $prefix, first: 10) {
      nodes {
        prefix name
        target { oid ... on Commit { message } }
        associatedPullRequests(states: OPEN, first: 1) {
          nodes { number title isDraft bodyText author { login } baseRefName headRefOid mergeable }
        }
      }
    }
  }
}`;

const folder = 'mesh/shared-services/backend';
const prefix = 'refs/heads/mesh-traffic/demo/shared-services/backend/';
const variables = { owner: 'acme', name: 'gitops', branch: 'main', path: folder, prefix };

interface PolicyAnswer {
  repository: {
    ref: {
      target: {
        oid: string;
        file: { object: { entries: Array<{ name: string; object: { text: string } }> } } | null;
        history: { totalCount: number; nodes: unknown[]; pageInfo: { hasNextPage: boolean } };
      };
    };
    refs: { nodes: unknown[] };
  };
}

describe('GraphQL', () => {
  it('reads a policy, its past and its open proposals in one call', async () => {
    const name = 'mesh-traffic/demo/shared-services/backend/kim';
    const sha = await branch(name, { [`${folder}/routing-policy.yaml`]: 'changed: true\n' });
    const { data: pull } = await octokit('forge-kim').rest.pulls.create({
      ...repo,
      title: 'From Kim',
      body: '**Bold** & <b>plain</b>',
      head: name,
      base: 'main',
    });
    forge().requests.clear();
    const { repository } = await octokit().graphql<PolicyAnswer>(policyQuery, variables);

    expect(
      forge().requests.entries.map(({ kind, access, operation }) => ({ kind, access, operation })),
    ).toEqual([{ kind: 'graphql', access: 'read', operation: 'MeshTrafficPolicy' }]);
    const { target } = repository.ref;
    const policy = target.file?.object.entries.find(e => e.name === 'routing-policy.yaml');
    expect(policy?.object.text).toContain('route: { stable: 90, canary: 10 }');
    expect(target.history).toMatchObject({
      totalCount: 3,
      pageInfo: { hasNextPage: true },
      nodes: [
        {
          messageHeadline: 'backend: staging canary 0 % -> 10 %',
          author: { name: 'Ana Prado', user: { login: 'ana' } },
          associatedPullRequests: { nodes: [{ number: 3, author: { login: 'ana' } }] },
        },
        { associatedPullRequests: { nodes: [{ number: 1 }] } },
      ],
    });
    expect(repository.refs.nodes).toEqual([
      {
        prefix,
        name: 'kim',
        target: { oid: sha, message: `Change for ${name}` },
        associatedPullRequests: {
          nodes: [
            {
              number: pull.number,
              title: 'From Kim',
              isDraft: false,
              bodyText: 'Bold & plain',
              author: { login: 'kim' },
              baseRefName: 'main',
              headRefOid: sha,
              mergeable: 'MERGEABLE',
            },
          ],
        },
      },
    ]);
  });

  it('says null for a folder and a branch that are not there', async () => {
    const none = { ...variables, path: 'mesh/shared-services/web' };
    const answer = await octokit().graphql<PolicyAnswer>(policyQuery, none);
    expect(answer.repository.ref.target.file).toBeNull();
    expect(answer.repository.ref.target.history.nodes).toEqual([]);
    const missing = { ...variables, branch: 'missing' };
    expect(await octokit().graphql(policyQuery, missing)).toMatchObject({
      repository: { ref: null },
    });
  });

  it('answers under /api/graphql for a server whose REST lies under /api/v3', async () => {
    const client = octokit('forge-kim', `${forge().url}/api/v3`);
    expect(await client.graphql('{ viewer { login } }')).toEqual({ viewer: { login: 'kim' } });
    expect(forge().requests.entries.at(-1)?.path).toBe('/api/graphql');
  });

  it('wants a token for reading too', async () => {
    await expect(anonymous().graphql('{ viewer { login } }')).rejects.toMatchObject({
      status: 401,
    });
  });

  it('names a repository that it does not have', async () => {
    await expect(
      octokit().graphql(policyQuery, { ...variables, name: 'other' }),
    ).rejects.toMatchObject({
      errors: [
        {
          type: 'NOT_FOUND',
          message: "Could not resolve to a Repository with the name 'acme/other'.",
        },
      ],
    });
  });

  it('insists on the size of a page', async () => {
    const ask = (args: string) =>
      octokit().graphql(
        `{ repository(owner: "acme", name: "gitops") { refs(refPrefix: "refs/heads/"${args}) { totalCount } } }`,
      );
    await expect(ask('')).rejects.toThrow(/You must provide a `first` or `last` value/);
    await expect(ask(', first: 101')).rejects.toThrow(/exceeds the `first` limit of 100/);
  });

  it('walks the pages of a list', async () => {
    const page = async (after: string | null) => {
      const { repository } = await octokit().graphql<{
        repository: {
          object: {
            history: { nodes: unknown[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
          };
        };
      }>(
        `query ($after: String) { repository(owner: "acme", name: "gitops") { object(expression: "main") {
          ... on Commit { history(first: 4, after: $after) { nodes { oid } pageInfo { endCursor hasNextPage } } } } } }`,
        { after },
      );
      return repository.object.history;
    };
    const oids: unknown[] = [];
    let after: string | null = null;
    do {
      const history = await page(after);
      oids.push(...history.nodes.map(node => JSON.stringify(node)));
      after = history.pageInfo.hasNextPage ? history.pageInfo.endCursor : null;
    } while (after);
    const { data } = await octokit().rest.repos.listCommits({ ...repo, per_page: 100 });
    expect(oids).toEqual(data.map(({ sha }) => JSON.stringify({ oid: sha })));
  });

  it('notices a query that GitHub would refuse', async () => {
    expect(checkQuery(policyQuery)).toEqual([]);
    expect(checkQuery('{ repository(owner: "a", name: "b") { starCount } }')).toEqual([
      expect.stringContaining('Cannot query field "starCount"'),
    ]);
    await expect(octokit().graphql('{ viewer { shoeSize } }')).rejects.toThrow(/shoeSize/);
    expect(forge().violations.take()).toEqual([expect.stringContaining('shoeSize')]);
  });

  it('has nothing in its schema that GitHub’s does not have', () => {
    // Each line is a type with a field and its arguments, or an enum with its values.
    const full = new Set(signatures(fullSchema()));
    expect(signatures(forgeSchema).filter(signature => !full.has(signature))).toEqual([]);
    expect(signatures(forgeSchema).length).toBeGreaterThan(100);
  });
});

function signatures(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap(type => {
    if (isEnumType(type)) return `${type}: ${type.getValues().map(({ name }) => name)}`;
    if (isInputObjectType(type)) {
      return Object.values(type.getFields()).map(field => `${type}.${field.name}: ${field.type}`);
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return `${type}`;
    return Object.values(type.getFields()).map(({ name, args, type: result }) => {
      const list = args.map(
        arg => `${arg.name}: ${arg.type} = ${JSON.stringify(arg.defaultValue)}`,
      );
      return `${type}.${name}(${list}): ${result}`;
    });
  });
}
