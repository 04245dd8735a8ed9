import { arriveAtAll } from './arriveAtAll';
import { readRequest } from './request';
import { serviceNotModelled } from './services';
import type { Call, SimulationResult } from './types';
import { uniqueNotModelled } from './uniqueNotModelled';
import type { World } from './world';

/** Without a sidecar no rule of the caller's side applies: Kubernetes spreads the calls over all pods. */
export function simulatePlainText(world: World, call: Call, port: number): SimulationResult {
  const service = world.services.get(call.host);
  const servicePort = service?.ports.find(each => each.number === port);
  if (!service || !servicePort) {
    return { error: 'no such service or port', destinations: [], notModelled: [] };
  }
  const base = { cluster: 'kube-proxy', host: call.host, port, tls: 'plain' };
  const { influences } = world;
  const leftOut = [
    ...serviceNotModelled(service),
    ...influences.onService(call.host),
    ...influences.onNamespace(call.from),
    ...influences.onNamespace(service.namespace),
  ];
  const ready = service.workloads.filter(({ pods }) => pods > 0);
  if (ready.length === 0) {
    return {
      destinations: [{ ...base, pods: {}, fails: 'UH' }],
      notModelled: uniqueNotModelled(leftOut),
    };
  }
  const isTcp = call.tcp || servicePort.protocol === 'tcp';
  const caller = {
    call,
    request: isTcp ? undefined : readRequest(call),
  };
  const { at, notModelled } = arriveAtAll(world, caller, service, servicePort, ready, 'plain');
  return {
    destinations: [{ ...base, pods: {}, ...at }],
    notModelled: uniqueNotModelled([...leftOut, ...notModelled]),
  };
}
