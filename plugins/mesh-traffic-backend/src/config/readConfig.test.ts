import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readConfig } from './readConfig';

const mesh = {
  name: 'production',
  prometheus: { url: 'https://monitoring.example.org/prometheus/' },
  gitops: { repository: 'https://github.com/acme/gitops.git' },
};

function read(...meshes: JsonObject[]) {
  return readConfig(new ConfigReader({ meshTraffic: { meshes } }));
}

describe('readConfig', () => {
  it('fills in what is not said', () => {
    expect(read(mesh)).toEqual([
      {
        name: 'production',
        prometheus: {
          url: 'https://monitoring.example.org/prometheus',
          headers: {},
          timeoutMs: 10_000,
          matchers: {},
          scrapeIntervalSeconds: 15,
        },
        gitops: {
          repository: 'https://github.com/acme/gitops',
          owner: 'acme',
          repo: 'gitops',
          branch: 'main',
          path: 'mesh',
          timeoutMs: 10_000,
          writableNamespaces: [],
          labels: [],
          reviewers: [],
          teamReviewers: [],
        },
        istio: {
          rootNamespace: 'istio-system',
          trustDomain: 'cluster.local',
          clusterDomain: 'cluster.local',
          dataplane: 'sidecar',
          version: undefined,
        },
      },
    ]);
  });

  it('is empty without meshes', () => {
    expect(readConfig(new ConfigReader({}))).toEqual([]);
  });

  it('reads durations, headers and matchers', () => {
    const [{ prometheus }] = read({
      ...mesh,
      prometheus: {
        url: 'http://mimir:8080',
        timeout: { seconds: 3 },
        scrapeInterval: '30s',
        headers: { 'X-Scope-OrgID': 'acme', Authorization: 'Bearer s3cret' },
        matchers: { cluster: 'eu-1' },
      },
    });
    expect(prometheus).toEqual({
      url: 'http://mimir:8080',
      timeoutMs: 3000,
      scrapeIntervalSeconds: 30,
      headers: { 'X-Scope-OrgID': 'acme', Authorization: 'Bearer s3cret' },
      matchers: { cluster: 'eu-1' },
    });
  });

  const prometheus = { url: 'http://prometheus' };
  it.each<[string, JsonObject, RegExp]>([
    [
      'a name that is no label',
      { ...mesh, name: 'Prod_1' },
      /meshes\[0\]\.name is "Prod_1": use lower/,
    ],
    [
      'a password in a URL',
      { ...mesh, prometheus: { url: 'http://ana:s3cret@prometheus' } },
      /prometheus\.url holds a user name or password: use headers/,
    ],
    [
      'what a base URL cannot hold',
      { ...mesh, prometheus: { url: 'http://prometheus?x=1' } },
      /prometheus\.url holds a "\?" or "#"/,
    ],
    [
      'the root of the repository',
      { ...mesh, gitops: { ...mesh.gitops, path: '/' } },
      /gitops\.path is the root of the repository/,
    ],
    ['no URL', { ...mesh, prometheus: { url: 'prometheus:9090' } }, /prometheus\.url is no http/],
    [
      'a repository without owner',
      { ...mesh, gitops: { repository: 'https://github.com/gitops' } },
      /write https:\/\/<host>\/<owner>\/<repository>/,
    ],
    [
      'a folder outside of the repository',
      { ...mesh, gitops: { ...mesh.gitops, path: 'a/../../b' } },
      /gitops\.path is "a\/\.\.\/\.\.\/b"/,
    ],
    [
      'the folder of workflows',
      { ...mesh, gitops: { ...mesh.gitops, path: '.github/workflows' } },
      /gitops\.path/,
    ],
    [
      'an unknown dataplane',
      { ...mesh, istio: { dataplane: 'cilium' } },
      /write sidecar or ambient/,
    ],
    [
      'a matcher that is no label',
      { ...mesh, prometheus: { ...prometheus, matchers: { 'a"b': 'c' } } },
      /"a"b" is no name of a Prometheus label/,
    ],
  ])('refuses %s, and says where', (_what, config, message) => {
    expect(() => read(config)).toThrow(message);
  });

  it('never repeats a password that it refuses', () => {
    expect(() => read({ ...mesh, prometheus: { url: 'http://ana:s3cret@prometheus' } })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('s3cret') }),
    );
  });

  it('refuses two meshes of one name', () => {
    expect(() => read(mesh, mesh)).toThrow('meshTraffic.meshes has "production" twice');
  });
});
