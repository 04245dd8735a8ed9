import { Manifest } from '../../kubernetes/manifest';
import { RoutingPolicy } from '../../policy/schema';
import { accessPolicies } from '../access/accessPolicies';
import { Context, contextOf } from '../Context';
import { destinationRules } from '../destinationRules';
import { manifestOf } from '../manifestOf';
import { hashedName } from '../names';
import { virtualService } from '../virtualService';
import { echoService, echoText } from './echoService';
import { confinedContainer } from './confinedContainer';

/** Labels of the echo pods. Those of the service's versions are left alone: the service could select them. */
const ECHO_LABEL = 'mesh-traffic/echo';
const VERSION_LABEL = 'mesh-traffic/echo-version';
const CONTAINER_PORT = 8080;

/**
 * A pod per version that answers with its name, under a Service of their own that is treated by the policy's rules:
 * routing can be tried out from every namespace without a call to the service.
 */
export function echoWorkloads(context: Context): Manifest[] {
  const { probes, versions } = context.policy.spec;
  if (!probes?.echo) return [];
  const echo = contextOf(echoPolicy(context), context.mesh, context.owner);
  const root = virtualService(echo);
  const { image } = probes.echo;
  const names = Object.keys(versions).sort();
  return [
    ...(root ? [root] : []),
    ...destinationRules(echo),
    ...accessPolicies(echo),
    service(echo),
    ...(names.length > 0 ? names : ['all']).map(version => deployment(echo, version, image)),
  ];
}

function echoPolicy({ policy, service: name }: Context): RoutingPolicy {
  const { spec, metadata } = policy;
  const echo = echoService(name);
  const labels = (version: string) => ({ [VERSION_LABEL]: version });
  return {
    ...policy,
    metadata: { ...metadata, name: echo },
    spec: {
      ...spec,
      service: { ...spec.service, workload: { labels: { [ECHO_LABEL]: echo } } },
      versions: Object.fromEntries(
        Object.keys(spec.versions).map(version => [version, { labels: labels(version) }]),
      ),
      exposure: [],
      retiring: [],
    },
  };
}

function service(context: Context): Manifest {
  const { ports } = context.policy.spec.service;
  return manifestOf(
    {
      apiVersion: 'v1',
      kind: 'Service',
      name: context.service,
      namespace: context.namespace,
      policy: context.owner,
      wave: '0',
    },
    {
      spec: {
        selector: { [ECHO_LABEL]: context.service },
        ports: ports
          .filter(({ protocol }) => protocol !== 'tcp')
          .map(({ name, number }) => ({
            name,
            port: number,
            targetPort: CONTAINER_PORT,
            protocol: 'TCP',
            appProtocol: 'http',
          })),
      },
    },
  );
}

function deployment(context: Context, version: string, image: string): Manifest {
  const labels = { [ECHO_LABEL]: context.service, [VERSION_LABEL]: version };
  return manifestOf(
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: hashedName([context.owner, 'echo', version]),
      namespace: context.namespace,
      policy: context.owner,
      wave: '0',
    },
    {
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels: { ...labels, 'sidecar.istio.io/inject': 'true' } },
          spec: {
            automountServiceAccountToken: false,
            containers: [
              {
                name: 'echo',
                image,
                args: [`-text=${echoText(version)}`, `-listen=:${CONTAINER_PORT}`],
                ports: [{ name: 'http', containerPort: CONTAINER_PORT }],
                ...confinedContainer(),
              },
            ],
          },
        },
      },
    },
  );
}
