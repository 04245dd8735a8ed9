import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { askPrometheus } from './askPrometheus';

describe('askPrometheus', () => {
  let server: Server | undefined;

  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function answering(status: number, body: string): Promise<string> {
    const listening = createServer((_request, response) => {
      response.writeHead(status).end(body);
    });
    server = listening;
    await new Promise<void>(resolve => {
      listening.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  }

  it.each([
    [400, '{"status":"error","error":"1:3: parse error"}', 'answered 400: 1:3: parse error'],
    [502, '<html>', 'answered 502'],
    [200, '<html>', 'answered something else than series'],
  ])('says what was wrong with the answer: %i %s', async (status, body, reason) => {
    const ask = askPrometheus(await answering(status, body));
    await expect(ask('up')).rejects.toThrow(new Error(`Prometheus ${reason}`));
  });

  it('says who does not answer', async () => {
    const url = await answering(200, '');
    await new Promise(resolve => {
      server?.close(resolve);
    });
    await expect(askPrometheus(url)('up')).rejects.toThrow(
      new Error(`Prometheus at ${url} does not answer`),
    );
  });
});
