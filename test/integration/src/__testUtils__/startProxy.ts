import { createServer } from 'http';
import { AddressInfo } from 'net';

/** Stands before a Prometheus, counts what is asked, and can go silent. */
export interface Proxy {
  url: string;
  /** Paths asked since the last `clear`, oldest first. */
  asked: string[];
  /** Bodies of the questions, oldest first. */
  bodies: string[];
  /** While true, every connection is cut. */
  down: boolean;
  clear(): void;
  close(): Promise<void>;
}

/** Starts a proxy on the loopback interface. */
export async function startProxy(upstream: string): Promise<Proxy> {
  const seen = { asked: [] as string[], bodies: [] as string[], down: false };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    seen.asked.push(request.url ?? '');
    seen.bodies.push(body.toString());
    if (seen.down) {
      request.socket.destroy();
      return;
    }
    const answer = await fetch(`${upstream}${request.url}`, {
      method: request.method,
      headers: { 'content-type': request.headers['content-type'] ?? '' },
      body: request.method === 'POST' ? body : undefined,
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return Object.assign(seen, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clear() {
      seen.asked.length = 0;
      seen.bodies.length = 0;
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
