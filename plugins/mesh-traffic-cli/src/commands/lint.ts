import { lint, type LintFinding, type Severity } from 'backstage-plugin-mesh-traffic-common';
import type { Command } from '../Command';
import { Progress } from '../io/Progress';
import { objectsOf } from '../io/objectsOf';
import { readDocuments } from '../io/readDocuments';
import { diagnosticLines } from '../print/diagnosticLines';
import { counted } from '../print/counted';
import { COMMON_OPTIONS, MESH_OPTIONS } from './meshOptions';
import { nothingToRead } from './nothingToRead';
import { othersNote } from './othersNote';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** `mesh-traffic lint` */
export const lintCommand: Command = {
  name: 'lint',
  summary: 'Find faults in policies and in Istio and Flagger manifests',
  usage: '<file|folder|-> ... [options]',
  description:
    'Looks at all documents together, whoever wrote them: routing policies, namespace policies, Istio,\n' +
    'Flagger and the Services and workloads they are about. A finding has a code (docs/lint.md), the\n' +
    'line, the cause and the cure.',
  examples: [
    ['lint mesh apps', 'Check the folders of a GitOps repository'],
    ['lint --severity error mesh', 'Fail a pipeline on errors alone'],
  ],
  options: {
    severity: {
      value: 'LEVEL',
      help: 'Least severity to report: error, warning or info (default).',
    },
    ...MESH_OPTIONS,
    ...COMMON_OPTIONS,
  },
  async run(args, host) {
    const least = args.oneOf('severity', SEVERITIES) ?? 'info';
    const { documents, notes } = await readDocuments(args, host);
    const { manifests, others } = objectsOf(documents);
    if (manifests.length === 0) {
      throw nothingToRead(
        args.inputs,
        'Kubernetes object',
        'Name files or folders with manifests.',
      );
    }
    const progress = new Progress(host.stderr);
    const checking = `Checking ${counted(manifests.length, 'object')}`;
    progress.announce(`${checking} ...`);
    const report = lint(documents, {
      trustDomain: args.text('trust-domain'),
      rootNamespace: args.text('root-namespace'),
      today: host.today,
      onProgress: (done, total) => progress.show(`${checking}: question ${done + 1} of ${total}`),
    });
    progress.end();
    const reported = ({ severity }: LintFinding) =>
      SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
    const findings = report.findings.filter(reported);
    const suppressed = report.suppressed.filter(reported);
    const skipped = others.map(({ file, line }) => ({ file, line }));
    return {
      exitCode: findings.length > 0 ? 1 : 0,
      json: { objects: manifests.length, findings, suppressed, notObjects: skipped },
      lines: findingLines(findings),
      notes: [
        ...notes,
        ...othersNote(others),
        summary(manifests.length, findings, suppressed.length),
      ],
    };
  },
};

function* findingLines(findings: readonly LintFinding[]): Iterable<string> {
  for (const finding of findings) yield* diagnosticLines(finding);
}

function summary(objects: number, findings: readonly LintFinding[], suppressed: number): string {
  const looked = `${counted(objects, 'object')} checked`;
  const away = suppressed > 0 ? `, ${suppressed} suppressed` : '';
  if (findings.length === 0) return `${looked}, nothing found${away}.`;
  const bySeverity = SEVERITIES.map(severity => ({
    severity,
    count: findings.filter(finding => finding.severity === severity).length,
  })).filter(({ count }) => count > 0);
  const found = bySeverity.map(({ severity, count }) =>
    severity === 'info' ? counted(count, 'hint') : counted(count, severity),
  );
  return `${looked}: ${found.join(', ')}${away}.`;
}
