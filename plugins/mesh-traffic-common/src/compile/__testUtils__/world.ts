import { Manifest } from '../../kubernetes/manifest';

/** A namespace whose pods have sidecars. */
export function namespaceOf(name: string): Manifest {
  const metadata = { name, labels: { 'istio-injection': 'enabled' } };
  return { apiVersion: 'v1', kind: 'Namespace', metadata };
}

/** A Service with one HTTP port. */
export function serviceOf(
  name: string,
  namespace: string,
  selector: Record<string, string>,
  port = 80,
): Manifest {
  const ports = [{ name: 'http', port, targetPort: 8080 }];
  const metadata = { name, namespace };
  return { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector, ports } };
}

/** A Deployment with two pods; `more` are labels of the pods beside the selector's. */
export function deploymentOf(
  name: string,
  namespace: string,
  selector: Record<string, string>,
  more: Record<string, string> = {},
): Manifest {
  const template = {
    metadata: { labels: { ...selector, ...more } },
    spec: { containers: [{ name: 'app', ports: [{ name: 'http', containerPort: 8080 }] }] },
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { replicas: 2, selector: { matchLabels: selector }, template },
  };
}
