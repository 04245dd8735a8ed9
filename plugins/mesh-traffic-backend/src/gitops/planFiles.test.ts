import { compile, parsePolicy, renderFiles } from 'backstage-plugin-mesh-traffic-common';
import { planFiles } from './planFiles';
import { RepositoryState } from './RepositoryState';

const { policy } = parsePolicy({
  apiVersion: 'mesh-traffic/v1alpha1',
  kind: 'RoutingPolicy',
  metadata: { name: 'backend', namespace: 'shop' },
  spec: {
    service: { ports: [{ name: 'http', number: 80, protocol: 'http' }] },
    versions: { stable: { labels: { version: 'stable' } } },
    callers: { prod: { access: 'allow', route: { stable: 100 } } },
    otherCallers: { access: 'allow', route: { stable: 100 } },
  },
});
if (!policy) throw new Error('The policy of this test is broken');
const wanted = renderFiles(policy, compile(policy).manifests).map(({ path, content }) => ({
  name: path,
  content,
}));

function folder(files: Array<{ name: string; content: string }>): RepositoryState {
  return {
    commit: 'c',
    tree: 't',
    folder: 'mesh/shop/backend',
    files: files.map(file => ({ ...file, blob: `blob of ${file.name}` })),
    history: [],
    branches: [],
    problems: [],
  };
}

describe('planFiles', () => {
  it('has nothing to do where everything is as wanted', () => {
    expect(planFiles(folder(wanted), wanted)).toEqual({
      writes: [],
      deletions: [],
      overwritesByHand: [],
    });
  });

  it('writes what is missing', () => {
    expect(planFiles(folder([]), wanted).writes.map(({ path }) => path)).toEqual(
      wanted.map(({ name }) => `mesh/shop/backend/${name}`),
    );
  });

  it('removes generated files that are wanted no more, and no others', () => {
    const [first] = wanted;
    const present = [
      ...wanted,
      { name: 'old.yaml', content: first.content },
      { name: 'notes.yaml', content: 'a: 1\n' },
      { name: 'routing-policy.yaml', content: 'kind: RoutingPolicy\n' },
    ];
    expect(planFiles(folder(present), wanted).deletions).toEqual(['mesh/shop/backend/old.yaml']);
  });

  it('names the hand-edited and foreign files that it would overwrite or remove', () => {
    const [first, second] = wanted;
    const present = [
      { name: first.name, content: `${first.content}# edited\n` },
      { name: second.name, content: 'never: ours\n' },
      { name: 'old.yaml', content: `${first.content}# edited\n` },
    ];
    expect(planFiles(folder(present), wanted).overwritesByHand).toEqual(
      [first.name, second.name, 'old.yaml'].map(name => ({
        path: `mesh/shop/backend/${name}`,
        blob: `blob of ${name}`,
      })),
    );
  });
});
