interface Deployment {
  version?: string;
  replicas: number;
}

const image = 'hashicorp/http-echo:1.0';

/** The namespaces of the demo cluster; all have sidecars. */
export function namespaces(names: string[]): string {
  return names
    .map(
      name => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
    istio-injection: enabled
`,
    )
    .join('---\n');
}

/** A Service with its ServiceAccount and one Deployment per version; the one without a version has its name. */
export function service(
  namespace: string,
  name: string,
  port: number,
  deployments: Deployment[],
): string {
  return [
    serviceAccount(namespace, name),
    `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app: ${name}
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: ${port}
      targetPort: ${port}
      appProtocol: http
`,
    ...deployments.map(({ version, replicas }) =>
      deployment(namespace, {
        name: version ? `${name}-${version}` : name,
        app: name,
        replicas,
        port,
        version,
        isCalled: true,
      }),
    ),
  ].join('---\n');
}

/** A workload that only calls others. */
export function caller(namespace: string, name: string, replicas: number): string {
  return [
    serviceAccount(namespace, name),
    deployment(namespace, { name, app: name, replicas, port: 8080 }),
  ].join('---\n');
}

function serviceAccount(namespace: string, name: string): string {
  return `apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
  namespace: ${namespace}
`;
}

function deployment(
  namespace: string,
  {
    name,
    app,
    replicas,
    port,
    version,
    isCalled = false,
  }: {
    name: string;
    app: string;
    replicas: number;
    port: number;
    version?: string;
    /** It has a label that its routing policy selects by. */
    isCalled?: boolean;
  },
): string {
  const labels = (indent: string) =>
    [`app: ${app}`, ...(version ? [`version: ${version}`] : [])].join(`\n${indent}`);
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    ${labels('    ')}
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      ${labels('      ')}
  template:
    metadata:
      labels:
        ${labels('        ')}${isCalled ? `\n        mesh-traffic/service: ${app}` : ''}
    spec:
      serviceAccountName: ${app}
      containers:
        - name: ${app}
          image: ${image}
          args: ['-listen=:${port}', '-text=${version ? `${version} version` : app}']
          ports:
            - containerPort: ${port}
`;
}
