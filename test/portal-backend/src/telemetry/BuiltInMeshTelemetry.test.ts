import { createServer, RequestListener } from 'http';
import { AddressInfo } from 'net';
import { BuiltInMeshTelemetry } from './BuiltInMeshTelemetry';

const query = {
  service: { mesh: 'demo', namespace: 'shared-services', service: 'backend' },
  windowSeconds: 300,
  stepSeconds: 15,
  panels: false,
};

describe('BuiltInMeshTelemetry', () => {
  const server = createServer();
  let url: string;

  beforeAll(async () => {
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    server.close();
  });

  function answer(listener: RequestListener) {
    server.removeAllListeners('request');
    server.on('request', listener);
  }

  it('asks for the service and hands on what the mesh measured', async () => {
    answer((req, res) => res.end(JSON.stringify({ asked: req.url })));
    expect(await new BuiltInMeshTelemetry(url).readTraffic(query)).toEqual({
      asked:
        '/traffic?mesh=demo&namespace=shared-services&service=backend&windowSeconds=300&stepSeconds=15&panels=false',
    });
  });

  it('asks for what Flagger rolls out as well', async () => {
    answer((req, res) => res.end(JSON.stringify({ asked: req.url })));
    const rollout = { services: ['backend-all', 'backend-all-primary'], targets: ['backend-all'] };
    expect(await new BuiltInMeshTelemetry(url).readTraffic({ ...query, rollout })).toEqual({
      asked: expect.stringMatching(
        /&ringService=backend-all&ringService=backend-all-primary&ringTarget=backend-all$/,
      ),
    });
  });

  it('says that the mesh cannot answer', async () => {
    answer((_, res) => res.writeHead(500).end());
    await expect(new BuiltInMeshTelemetry(url).readTraffic(query)).rejects.toThrow(
      'The built-in mesh answered 500.',
    );
  });

  it('says that the mesh is gone', async () => {
    const unused = 'http://127.0.0.1:1';
    await expect(new BuiltInMeshTelemetry(unused).readTraffic(query)).rejects.toThrow(
      'The built-in mesh is not answering.',
    );
  });
});
