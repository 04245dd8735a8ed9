import { type Manifest, parsePolicy } from 'backstage-plugin-mesh-traffic-common';
import { manifestsOf } from './services';

/** Each service in a namespace of its own, as in a repository that holds workloads and mesh objects together. */
export function rolloutObjects(atLeast: number): Manifest[] {
  const objects: Manifest[] = ['prod', 'staging', 'load-testing'].map(namespaceObject);
  for (let service = 0; objects.length < atLeast; service += 1) {
    objects.push(...objectsOf(`team-${service}`));
  }
  return objects;
}

/** A service with two rings under Flagger and all that runs it. */
function objectsOf(namespace: string): Manifest[] {
  const { policy, diagnostics } = parsePolicy({
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name: 'api', namespace },
    spec: {
      service: {
        ports: [{ name: 'http', number: 8080, protocol: 'http' }],
        workload: { labels: { 'mesh-traffic/service': 'api' } },
      },
      versions: { fixed: { labels: { version: 'fixed' } } },
      callers: {
        prod: { ring: 'late', timeout: '10s' },
        staging: { ring: 'early', timeout: '10s' },
      },
      otherCallers: { route: { fixed: 100 } },
      accessControl: { mode: 'enforce' },
      rollout: {
        loadTester: { namespace: 'load-testing' },
        rings: {
          early: { workload: 'api-early', loadTest: {} },
          late: { workload: 'api-late', loadTest: {} },
        },
      },
    },
  });
  if (!policy) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  return [
    namespaceObject(namespace),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'api', namespace },
      spec: {
        selector: { 'mesh-traffic/service': 'api' },
        ports: [{ name: 'http', port: 8080 }],
      },
    },
    ...['api-early', 'api-late', 'api-fixed'].map(name => deployment(name, namespace)),
    ...manifestsOf(policy),
  ];
}

function namespaceObject(name: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'istio-injection': 'enabled' } },
  };
}

function deployment(name: string, namespace: string): Manifest {
  const version = name === 'api-fixed' ? { version: 'fixed' } : {};
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name, 'mesh-traffic/service': 'api', ...version } },
        spec: { containers: [{ name: 'api', ports: [{ containerPort: 8080 }] }] },
      },
    },
  };
}
