import type { CompileOptions, Diagnostic } from 'backstage-plugin-mesh-traffic-common';
import type { Arguments } from '../Arguments';
import type { Command, Outcome } from '../Command';
import { planFolder } from '../io/planFolder';
import { readDocuments } from '../io/readDocuments';
import { writeFolder } from '../io/writeFolder';
import { counted } from '../print/counted';
import { diagnosticLines } from '../print/diagnosticLines';
import { type CompiledDocument, compileDocuments, hasFailed } from './compileDocuments';
import { COMMON_OPTIONS, MESH_OPTIONS } from './meshOptions';
import { nothingToRead } from './nothingToRead';
import { yamlStream } from './yamlStream';

/** `mesh-traffic compile` */
export const compileCommand: Command = {
  name: 'compile',
  summary: 'Write the manifests that follow from routing policies',
  usage: '<policy|folder|-> ... [--out DIR]',
  description:
    'Compiles every RoutingPolicy and NamespacePolicy to standard output or, with --out, into\n' +
    'DIR/<namespace>/<service>/. When one of them has an error, nothing is written. Files that were\n' +
    'edited by hand are never overwritten. A warning alone leaves the exit code at 0.',
  examples: [
    ['compile mesh/shared-services/backend/routing-policy.yaml', 'See what a policy comes to'],
    ['compile mesh --out mesh', 'Bring the generated files of a GitOps repository up to date'],
  ],
  options: {
    out: { value: 'DIR', help: 'Write files below DIR instead of standard output.' },
    dataplane: { value: 'KIND', help: 'sidecar (default) or ambient.' },
    'istio-version': { value: 'VERSION', help: 'For example 1.28; default the newest known.' },
    'writable-namespaces': {
      value: 'NS,...',
      help: "Callers' namespaces that objects may be written into; others are refused.",
    },
    ...MESH_OPTIONS,
    ...COMMON_OPTIONS,
  },
  async run(args, host) {
    const options = optionsOf(args);
    const { documents, notes } = await readDocuments(args, host);
    const compiled = compileDocuments(documents, options);
    if (compiled.length === 0) {
      throw nothingToRead(
        args.inputs,
        'RoutingPolicy or NamespacePolicy',
        'Name the routing-policy.yaml of a service, or a folder that holds some.',
      );
    }
    const out = args.text('out');
    return out === undefined || compiled.some(hasFailed)
      ? toStdout(compiled, notes)
      : toFolder(out, compiled, notes);
  },
};

function optionsOf(args: Arguments): CompileOptions {
  const writable = args.text('writable-namespaces');
  return {
    trustDomain: args.text('trust-domain'),
    rootNamespace: args.text('root-namespace'),
    dataplane: args.oneOf('dataplane', ['sidecar', 'ambient']),
    istioVersion: args.text('istio-version'),
    writableNamespaces: writable?.split(',').filter(name => name !== ''),
  };
}

function toStdout(compiled: readonly CompiledDocument[], notes: readonly string[]): Outcome {
  const diagnostics = compiled.flatMap(document => document.diagnostics);
  const failed = compiled.some(hasFailed);
  const manifests = failed ? [] : compiled.flatMap(document => document.manifests);
  return {
    exitCode: failed ? 1 : 0,
    json: { manifests, diagnostics },
    lines: yamlStream(manifests),
    notes: [...notes, ...diagnostics.flatMap(diagnosticLines)],
  };
}

async function toFolder(
  out: string,
  compiled: readonly CompiledDocument[],
  notes: readonly string[],
): Promise<Outcome> {
  const diagnostics = compiled.flatMap(document => document.diagnostics);
  const plans = await Promise.all(
    compiled.map(async ({ folder = '', files }) => ({
      folder,
      plan: await planFolder(out, folder, files),
    })),
  );
  const refused = plans.flatMap(({ plan }) => plan.refusals.map(asDiagnostic));
  if (refused.length > 0) {
    const all = [...diagnostics, ...refused];
    return {
      exitCode: 1,
      json: { written: [], removed: [], unchanged: 0, diagnostics: all },
      lines: [],
      notes: [...notes, ...all.flatMap(diagnosticLines), 'Nothing was written.'],
    };
  }
  const written: string[] = [];
  const removed: string[] = [];
  let unchanged = 0;
  for (const { folder, plan } of plans) {
    const done = await writeFolder(out, folder, plan);
    written.push(...done.written);
    removed.push(...done.removed);
    unchanged += plan.unchanged;
  }
  return {
    exitCode: 0,
    json: { written, removed, unchanged, diagnostics },
    lines: [
      ...written.map(path => `wrote ${path}`),
      ...removed.map(path => `removed ${path}`),
      `${counted(written.length, 'file')} written, ${removed.length} removed, ${unchanged} unchanged.`,
    ],
    notes: [...notes, ...diagnostics.flatMap(diagnosticLines)],
  };
}

function asDiagnostic({
  path,
  message,
  help,
}: {
  path: string;
  message: string;
  help: string;
}): Diagnostic {
  return { code: 'MT1017', severity: 'error', path: '', message, help, file: path };
}
