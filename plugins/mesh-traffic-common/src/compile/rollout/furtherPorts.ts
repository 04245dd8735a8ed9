import { RoutingPolicy } from '../../policy/schema';

type Port = RoutingPolicy['spec']['service']['ports'][number];

/** Ports beside the one that a Canary names, the first that speaks HTTP: calls on them follow no release. */
export function furtherPorts({ spec }: RoutingPolicy): Port[] {
  const { ports } = spec.service;
  const main = ports.find(({ protocol }) => protocol !== 'tcp');
  return ports.filter(port => port !== main);
}
