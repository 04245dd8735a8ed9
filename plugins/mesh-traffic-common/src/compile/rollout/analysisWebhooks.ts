import { wholeDuration } from '../../kubernetes/wholeDuration';
import { Gate } from '../../policy/fields/gate';
import { Ring } from '../../policy/fields/ring';
import { Context } from '../Context';

const HOOK_TYPES = {
  rollout: 'confirm-rollout',
  promotion: 'confirm-promotion',
  trafficIncrease: 'confirm-traffic-increase',
};

/**
 * The gate and the load test. A gate is a person, an address of the user's or a question asked each time: one
 * that another ring's hook opens would open after a failed release too (flagger scheduler.go, post-rollout).
 */
export function analysisWebhooks(context: Context, ring: Ring): Array<Record<string, unknown>> {
  const { rollout } = context.policy.spec;
  const tester = rollout?.loadTester;
  const testerUrl = tester && `http://${tester.name}.${tester.namespace}${portOf(tester.port)}`;
  const hooks: Array<Record<string, unknown>> = [];
  if (ring.gate) hooks.push(gateHook(ring.gate, testerUrl ?? ''));
  if (ring.loadTest && testerUrl) {
    hooks.push({
      name: 'load-test',
      type: 'rollout',
      url: `${testerUrl}/`,
      timeout: '5s',
      metadata: { type: 'cmd', cmd: loadCommand(context, ring) },
    });
  }
  return hooks;
}

function gateHook({ type, at, url, command }: Gate, testerUrl: string): Record<string, unknown> {
  const head = { name: 'gate', type: HOOK_TYPES[at] };
  if (type === 'manual') return { ...head, url: `${testerUrl}/gate/check`, timeout: '5s' };
  if (type === 'url') return { ...head, url, timeout: '5s' };
  return {
    ...head,
    url: `${testerUrl}/`,
    timeout: '30s',
    metadata: { type: 'bash', cmd: command },
  };
}

function loadCommand({ policy, namespace }: Context, { loadTest, pace, workload }: Ring): string {
  if (loadTest?.command !== undefined) return loadTest.command;
  const port = policy.spec.service.ports.find(({ protocol }) => protocol === 'http');
  const host = `${workload.name}-canary.${namespace}:${port?.number}`;
  const { requestsPerSecond, connections, path } = loadTest ?? {};
  return `hey -z ${wholeDuration(pace.interval)} -q ${requestsPerSecond} -c ${connections} "http://${host}${path}"`;
}

function portOf(port: number): string {
  return port === 80 ? '' : `:${port}`;
}
