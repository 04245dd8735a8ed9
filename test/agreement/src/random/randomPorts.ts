import { Random } from './Random';
import { present } from './randomRule';

export interface Port {
  name: string;
  number: number;
  protocol?: string;
  targetPort?: number;
}

export function isTcp({ protocol }: Port): boolean {
  return protocol === 'tcp';
}

/** Ports of a service, in any order: HTTP of every kind, a TCP port beside it or, now and then, alone. */
export function randomPorts(random: Random, underFlagger: boolean): Port[] {
  const tcp: Port = { name: 'tcp-db', number: 5432, protocol: 'tcp' };
  if (!underFlagger && random.chance(0.08)) return [tcp];
  const http = {
    ...random.pick([
      { name: 'http', number: 80 },
      { name: 'http', number: 80 },
      { name: 'web', number: 80, protocol: 'http' },
      { name: 'http2', number: 80, protocol: 'http2' },
    ]),
    targetPort: random.pick([undefined, undefined, 8080, 80]),
  };
  const further: Port[] = [
    ...(random.chance(0.2) ? [{ name: 'grpc', number: 9090, protocol: 'grpc' }] : []),
    ...(random.chance(0.05) ? [{ name: 'http-admin', number: 8081 }] : []),
    ...(random.chance(0.2) ? [tcp] : []),
  ];
  return random.shuffled([http, ...further]).map(port => present({ ...port }) as unknown as Port);
}
