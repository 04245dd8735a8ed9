import {
  type Call,
  createSimulator,
  isDns1123Label,
  type Manifest,
  manifestKey,
} from 'backstage-plugin-mesh-traffic-common';
import type { Arguments } from '../Arguments';
import type { Command } from '../Command';
import { objectsOf } from '../io/objectsOf';
import { readDocuments } from '../io/readDocuments';
import { printable } from '../print/diagnosticLines';
import { simulationLines } from '../print/simulationLines';
import { UsageError } from '../UsageError';
import { flaggerNotes } from './flaggerNotes';
import { COMMON_OPTIONS, MESH_OPTIONS } from './meshOptions';
import { othersNote } from './othersNote';

/** `mesh-traffic simulate` */
export const simulateCommand: Command = {
  name: 'simulate',
  summary: 'Say what happens to a call, from the manifests alone',
  usage: '<file|folder|-> ... --from NS --host FQDN [options]',
  description:
    "Follows one call by Istio's rules: which rule holds, where it goes, what limits it meets, whether it\n" +
    'may. Policies are not read, only manifests: Services, workloads, Namespaces, Istio objects. Fields\n' +
    'that would change the answer and are not modelled are named. Exit code 1: an object among the\n' +
    'manifests is one that a cluster refuses, and the answer is without it.',
  examples: [
    [
      'simulate mesh apps --from prod --host backend.shared-services.svc.cluster.local --port 5678',
      'Ask about a call',
    ],
    ['expand mesh apps | mesh-traffic simulate - --from prod --host ...', 'With Canaries'],
  ],
  options: {
    from: { value: 'NS', help: 'Namespace of the caller. Needed.' },
    host: { value: 'FQDN', help: 'Host that is called. Needed.' },
    port: { value: 'N', help: 'Port; default 80.' },
    method: { value: 'M', help: 'HTTP method; default GET.' },
    path: { value: 'P', help: 'Path; default /.' },
    header: { value: 'k=v', multiple: true, help: 'A request header.' },
    tcp: { help: 'A TCP connection instead of an HTTP request.' },
    'service-account': { value: 'SA', help: 'Service account of the caller; default default.' },
    'from-label': { value: 'k=v', multiple: true, help: 'A label of the calling pod.' },
    'plain-text': { help: 'The caller has no sidecar.' },
    gateway: { help: 'The caller is an ingress gateway with these labels.' },
    'created-order': {
      value: 'NS/NAME,...',
      help: 'Objects, oldest first; the order decides between objects that compete.',
    },
    ...MESH_OPTIONS,
    ...COMMON_OPTIONS,
  },
  async run(args, host) {
    const call = callOf(args);
    const { documents, notes } = await readDocuments(args, host);
    const { manifests, others } = objectsOf(documents);
    const objects = manifests.filter(({ apiVersion }) => !apiVersion.startsWith('mesh-traffic/'));
    if (objects.length === 0) {
      throw new UsageError(
        'There is no manifest to look at.',
        'Compile policies first: mesh-traffic compile FILE | mesh-traffic simulate - ...',
      );
    }
    const simulator = createSimulator(objects, {
      trustDomain: args.text('trust-domain'),
      rootNamespace: args.text('root-namespace'),
      createdOrder: createdOrder(args, objects),
    });
    const result = simulator.simulate(call);
    const { refused, warnings } = simulator;
    const said = [
      ...notes,
      ...othersNote(others),
      ...flaggerNotes(objects),
      ...serviceNote(call, objects),
    ];
    return {
      exitCode: refused.length > 0 ? 1 : 0,
      json: { call, result, refused, warnings, notes: said },
      lines: simulationLines(call, result),
      notes: [
        ...said,
        ...warnings.map(warning => `warning: ${printable(warning)}`),
        ...refused.map(
          ({ object, reason, path }) =>
            `error: a cluster refuses ${object}${path === undefined ? '' : ` (${path})`}: ${printable(reason)}`,
        ),
      ],
    };
  },
};

function callOf(args: Arguments): Call {
  const from = needed(args, 'from', 'the namespace of the caller, for example --from prod');
  const host = needed(
    args,
    'host',
    'the host that is called, for example --host backend.shop.svc.cluster.local',
  );
  if (!isDns1123Label(from)) {
    throw new UsageError(`--from cannot be "${from}".`, 'Write the name of a namespace.');
  }
  if (!host.includes('.')) {
    throw new UsageError(
      `--host cannot be "${host}".`,
      `Write the whole name: ${host}.<namespace>.svc.cluster.local.`,
    );
  }
  if (host.includes(':')) {
    throw new UsageError(`--host cannot be "${host}".`, 'Name the port with --port.');
  }
  const path = args.text('path');
  if (path !== undefined && !path.startsWith('/')) {
    throw new UsageError(`--path cannot be "${path}".`, `Write --path /${path}.`);
  }
  const tcp = args.flag('tcp');
  const http = ['method', 'path', 'header'].find(
    name => args.text(name) !== undefined || args.texts(name).length > 0,
  );
  if (tcp && http) {
    throw new UsageError(`--${http} and --tcp exclude each other.`, 'Leave one of them out.');
  }
  return {
    from,
    host,
    ...present('port', args.whole('port', 1, 65535)),
    ...present('method', args.text('method')?.toUpperCase()),
    ...present('path', path),
    ...present('headers', args.pairs('header')),
    ...present('serviceAccount', args.text('service-account')),
    ...present('fromLabels', args.pairs('from-label')),
    ...(tcp && { tcp }),
    ...(args.flag('plain-text') && { plainText: true }),
    ...(args.flag('gateway') && { gateway: true }),
  };
}

function needed(args: Arguments, name: string, what: string): string {
  const value = args.text(name);
  if (value) return value;
  throw new UsageError(`--${name} is missing.`, `Name ${what}.`);
}

function present<Value>(name: string, value: Value | undefined): Record<string, Value> {
  return value === undefined ? {} : { [name]: value };
}

/** The usual reason for a call that leads nowhere: the Services lie in another folder. */
function serviceNote({ host }: Call, objects: readonly Manifest[]): string[] {
  const [, name, namespace] = /^([^.]+)\.([^.]+)\.svc(\.|$)/.exec(host) ?? [];
  const isThere = objects.some(
    ({ kind, metadata }) =>
      kind === 'Service' &&
      metadata.name === name &&
      (metadata.namespace ?? 'default') === namespace,
  );
  if (name === undefined || isThere) return [];
  return [
    `note: the Service ${name} of ${namespace} is not among the manifests; name the folder with the Services too.`,
  ];
}

function createdOrder(args: Arguments, objects: readonly Manifest[]): string[] | undefined {
  const order = args.text('created-order')?.split(',');
  const known = new Set(
    objects.flatMap(object => [
      manifestKey(object),
      `${object.metadata.namespace ?? 'default'}/${object.metadata.name}`,
    ]),
  );
  const unknown = order?.find(name => !known.has(name));
  if (unknown === undefined) return order;
  throw new UsageError(
    `--created-order names "${unknown}", which is not among the manifests.`,
    'Write namespace/name or Kind/namespace/name of objects that are.',
  );
}
