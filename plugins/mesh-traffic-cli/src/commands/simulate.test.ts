import { runCommand } from '../__testUtils__/runCommand';
import { APPS, HOST, POLICY } from '../__testUtils__/samples';

const compiled = async (policy: string) =>
  (await runCommand(['compile', '-'], { stdin: policy })).stdout;

const CALL = ['simulate', '-', '--host', HOST, '--port', '8080', '--from'];

describe('simulate', () => {
  it('says where the calls of a caller go', async () => {
    const stdin = `${APPS}${await compiled(POLICY)}`;
    const { code, stdout, stderr } = await runCommand([...CALL, 'prod'], { stdin });

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`GET ${HOST}:8080/ from prod`);
    expect(stdout).toContain('in VirtualService/shop/backend');
    expect(stdout).toContain(
      `weight 90 ${HOST}:8080 subset stable\n  pods     backend-stable (3 pods)`,
    );
    expect(stdout).toContain(
      `weight 10 ${HOST}:8080 subset canary\n  pods     backend-canary (1 pod)`,
    );
  });

  it('says who refuses a call', async () => {
    const policy = `${POLICY}  accessControl: { mode: enforce }\n`.replace(
      'otherCallers: { access: allow,',
      'otherCallers: { access: deny,',
    );
    const workload = policy.replace(
      'protocol: http }]',
      'protocol: http }]\n    workload: { labels: { app: backend } }',
    );
    const stdin = `${APPS}${await compiled(workload)}`;
    const { code, stdout } = await runCommand([...CALL, 'stranger'], { stdin });

    expect(code).toBe(0);
    expect(stdout).toContain('access   denied (403)');
  });

  it('takes path, method, headers and labels into account, and answers in JSON', async () => {
    const stdin = `${APPS}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: backend, namespace: shop }
spec:
  hosts: [${HOST}]
  http:
    - name: special
      match:
        - uri: { prefix: /api }
          method: { exact: POST }
          headers: { x-team: { exact: a=b } }
          sourceLabels: { app: shop }
      route: [{ destination: { host: ${HOST} } }]
    - name: rest
      route: [{ destination: { host: ${HOST} } }]
`;
    const special = [
      ...['--path', '/api/1', '--method', 'post', '--header', 'x-team=a=b'],
      ...['--from-label', 'app=shop', '--json'],
    ];
    const answer = async (options: string[]) =>
      JSON.parse((await runCommand([...CALL, 'prod', ...options], { stdin })).stdout);

    expect(await answer(special)).toMatchObject({
      call: { from: 'prod', method: 'POST', path: '/api/1', headers: { 'x-team': 'a=b' } },
      result: { rule: 'special', destinations: [{ host: HOST, port: 8080 }] },
      refused: [],
      warnings: [],
    });
    expect((await answer(['--json'])).result.rule).toBe('rest');
  });

  it('says which part of the calls is copied, and how many tries more may be under way', async () => {
    const stdin = `${APPS}---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: backend, namespace: shop }
spec: { host: ${HOST}, trafficPolicy: { retryBudget: { percent: 25 } } }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: backend, namespace: shop }
spec:
  hosts: [${HOST}]
  http:
    - route: [{ destination: { host: ${HOST} } }]
      mirrors:
        - { destination: { host: ${HOST} }, percentage: { value: 5 } }
        - { destination: { host: ${HOST} } }
`;
    const { stdout } = await runCommand([...CALL, 'prod'], { stdin });
    expect(stdout).toMatch(/breaker +retryBudget 25 % of the calls under way, at least 3/);
    expect(stdout).toMatch(/copy +5 % of the calls go to outbound\|8080\|\|backend\S+ as well/);
    expect(stdout).toMatch(/copy +each call goes to outbound\|8080\|\|backend\S+ as well/);
  });

  it('lets the order of creation decide between objects that compete', async () => {
    const virtualService = (name: string) => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec: { hosts: [${HOST}], http: [{ name: from-${name}, route: [{ destination: { host: ${HOST} } }] }] }
`;
    const stdin = `${APPS}${virtualService('one')}${virtualService('two')}`;
    const rule = async (order: string) => {
      const argv = [...CALL, 'prod', '--json', '--created-order', order];
      return JSON.parse((await runCommand(argv, { stdin })).stdout).result.rule;
    };

    expect(await rule('shop/one,shop/two')).toBe('from-one');
    expect(await rule('shop/two,shop/one')).toBe('from-two');
  });

  it('exits with 1 when a cluster would refuse an object, and answers without it', async () => {
    const stdin = `${APPS}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: backend, namespace: shop }
spec: { hosts: [${HOST}], http: [{ timeout: never, route: [{ destination: { host: ${HOST} } }] }] }
`;
    const { code, stdout, stderr } = await runCommand([...CALL, 'prod'], { stdin });

    expect(code).toBe(1);
    expect(stderr).toContain(
      'a cluster refuses VirtualService/shop/backend (spec.http.0.timeout): ',
    );
    expect(stdout).toContain('no VirtualService holds for this call');
  });

  it('names what is missing for an answer', async () => {
    const stdin = await compiled(POLICY);
    const { stderr } = await runCommand([...CALL, 'prod'], { stdin });
    const onlyPolicy = await runCommand([...CALL, 'prod'], { stdin: POLICY });

    expect(stderr).toContain('the Service backend of shop is not among the manifests');
    expect(onlyPolicy.code).toBe(2);
    expect(onlyPolicy.stderr).toContain('Compile policies first: mesh-traffic compile FILE |');
  });

  it('says what becomes of a call to a host that the caller does not know', async () => {
    const { code, stdout } = await runCommand(
      ['simulate', '-', '--from', 'prod', '--host', 'example.com', '--port', '8080'],
      { stdin: APPS },
    );

    expect(code).toBe(0);
    expect(stdout).toContain('fails    no virtual host: the sidecar of the caller does not know');
    expect(stdout).toContain('REGISTRY_ONLY');
  });
});
