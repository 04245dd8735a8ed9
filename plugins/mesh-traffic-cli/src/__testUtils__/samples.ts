import { resolve } from 'node:path';

/** A folder of shared cases. */
export const golden = (name: string) => resolve(__dirname, '../../../../test/golden', name);

/** A policy that compiles without a word. */
export const POLICY = `apiVersion: mesh-traffic/v1alpha1
kind: RoutingPolicy
metadata:
  name: backend
  namespace: shop
spec:
  service:
    ports: [{ name: http, number: 8080, protocol: http }]
  versions:
    stable: { labels: { version: stable } }
    canary: { labels: { version: canary } }
  callers:
    prod: { access: allow, route: { stable: 90, canary: 10 } }
  otherCallers: { access: allow, route: { stable: 100 } }
`;

/** The Service and the workloads that the policy is about. */
export const APPS = `apiVersion: v1
kind: Service
metadata: { name: backend, namespace: shop }
spec:
  selector: { app: backend }
  ports: [{ name: http, port: 8080 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: backend-stable, namespace: shop }
spec:
  replicas: 3
  selector: { matchLabels: { app: backend, version: stable } }
  template:
    metadata: { labels: { app: backend, version: stable } }
    spec: { containers: [{ name: app, image: app }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: backend-canary, namespace: shop }
spec:
  replicas: 1
  selector: { matchLabels: { app: backend, version: canary } }
  template:
    metadata: { labels: { app: backend, version: canary } }
    spec: { containers: [{ name: app, image: app }] }
`;

export const HOST = 'backend.shop.svc.cluster.local';
