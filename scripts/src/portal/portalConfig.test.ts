import { portalConfig, readBaseConfig } from './portalConfig';

const forge = {
  url: 'http://127.0.0.1:4001',
  token: 'secret',
  repositoryUrl: 'http://127.0.0.1:4001/acme/gitops',
};
const running = {
  appUrl: 'http://localhost:7008',
  backendUrl: 'http://localhost:7008',
  forge,
  meshUrl: 'http://127.0.0.1:4002',
};

describe('portalConfig', () => {
  it('puts what runs into the mesh of app-config.yaml and leaves the rest of it', async () => {
    const base = await readBaseConfig();
    const config = portalConfig(base, { ...running, prometheusUrl: 'http://127.0.0.1:4003' });
    expect(config.meshTraffic.meshes).toEqual([
      {
        ...base.meshTraffic.meshes[0],
        prometheus: { url: 'http://127.0.0.1:4003' },
        gitops: { ...base.meshTraffic.meshes[0].gitops, repository: forge.repositoryUrl },
      },
    ]);
    expect(config.integrations.github).toEqual([
      { host: '127.0.0.1:4001', apiBaseUrl: forge.url, token: 'secret' },
    ]);
    expect(config).not.toHaveProperty('portal');
  });

  it('takes the numbers from the mesh where there is no Prometheus', async () => {
    const config = portalConfig(await readBaseConfig(), running);
    expect(config.meshTraffic.meshes[0].prometheus).toBeNull();
    expect(config.portal).toEqual({ builtInMesh: { mesh: 'demo', url: running.meshUrl } });
  });

  it('listens on loopback alone, on the port that people open', async () => {
    const config = portalConfig(await readBaseConfig(), running);
    expect(config.backend.listen).toEqual({ host: '127.0.0.1', port: 7008 });
  });
});
