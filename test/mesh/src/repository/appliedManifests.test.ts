import { manifestKey } from 'backstage-plugin-mesh-traffic-common';
import { appliedManifests } from './appliedManifests';

const configMap = (name: string, annotations = '{}') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, annotations: ${annotations} }\n`;

function apply(files: Record<string, string>) {
  const { manifests, problems } = appliedManifests(new Map(Object.entries(files)), [
    'apps',
    'mesh',
  ]);
  return { keys: manifests.map(manifestKey), problems };
}

describe('appliedManifests', () => {
  it('applies every file of a folder without a kustomization, and of those below', () => {
    expect(
      apply({
        'apps/b.yaml': `${configMap('b')}---\n${configMap('b2')}`,
        'apps/a.yaml': configMap('a'),
        'apps/deep/c.yaml': configMap('c'),
        'other/d.yaml': configMap('d'),
      }),
    ).toEqual({
      keys: ['ConfigMap//a', 'ConfigMap//b', 'ConfigMap//b2', 'ConfigMap//c'],
      problems: [],
    });
  });

  it('applies only what a kustomization lists, in its order', () => {
    expect(
      apply({
        'mesh/ns/svc/kustomization.yaml': 'resources: [two.yaml, one.yaml, ../shared]\n',
        'mesh/ns/svc/one.yaml': configMap('one'),
        'mesh/ns/svc/two.yaml': configMap('two'),
        'mesh/ns/svc/left-out.yaml': configMap('left-out'),
        'mesh/ns/shared/three.yaml': configMap('three'),
      }).keys,
    ).toEqual(['ConfigMap//three', 'ConfigMap//two', 'ConfigMap//one']);
  });

  it('leaves out documents that are for local use', () => {
    const local = `{ config.kubernetes.io/local-config: 'true' }`;
    expect(apply({ 'mesh/policy.yaml': configMap('policy', local) })).toEqual({
      keys: [],
      problems: [],
    });
  });

  it('says which file is missing, and which cannot be read, and applies the others', () => {
    const { keys, problems } = apply({
      'mesh/kustomization.yaml': 'resources: [gone.yaml, broken.yaml, list.yaml, fine.yaml]\n',
      'mesh/broken.yaml': 'a: [1\nb: }',
      'mesh/list.yaml': '- just\n- a list\n',
      'mesh/fine.yaml': configMap('fine'),
    });
    expect(keys).toEqual(['ConfigMap//fine']);
    expect(problems).toContain('mesh/kustomization.yaml lists gone.yaml, which does not exist.');
    expect(problems).toContain('mesh/list.yaml holds something that is not a Kubernetes object.');
    expect(problems.some(problem => problem.startsWith('mesh/broken.yaml: '))).toBe(true);
  });

  it('ends where kustomizations list each other', () => {
    expect(
      apply({
        'mesh/a/kustomization.yaml': 'resources: [../b]\n',
        'mesh/b/kustomization.yaml': 'resources: [../a, one.yaml]\n',
        'mesh/b/one.yaml': configMap('one'),
      }).keys,
    ).toEqual(['ConfigMap//one']);
  });
});
