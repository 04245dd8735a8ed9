import { Diagnostic } from '../diagnostic';
import { lint } from '../lint/lint';
import { LintOptions } from '../lint/LintContext';
import { LintDocument } from '../lint/LintObject';
import { Suppression } from '../lint/suppressions';
import { isRecord } from '../policy/path';
import { RoutingPolicy } from '../policy/schema';
import { Findings, PlacedFinding } from './Findings';
import { FolderDocuments } from './folderDocuments';
import { placeOf } from './placeOf';

/** Of a compiled manifest these say what the policy's own check says of the document, in the policy's words. */
const SAID_BY_POLICY: Readonly<Record<string, string>> = {
  MT2024: 'MT1107',
  MT2028: 'MT1117',
  MT2045: 'MT1109',
};

/** One side of a change. */
interface Side {
  policy?: RoutingPolicy;
  /** The policy as it was written. */
  document?: unknown;
  /** What parser and compiler say of it. */
  diagnostics: readonly Diagnostic[];
  folder: FolderDocuments;
  /** Files that the compiler writes, by their path in the repository. */
  generated: ReadonlySet<string>;
}

/** Everything that is found on one side of a change: about the policy, and about the manifests of its folder. */
export function findingsOf(side: Side, options: LintOptions): Findings {
  const { policy, document, diagnostics, folder, generated } = side;
  const isAccepted = ({ code }: Diagnostic) =>
    policy?.spec.suppressions.some(holds(code, options.today));
  const ofPolicy = diagnostics.map(finding => ({ finding, place: finding.path }));
  const codes = new Set(diagnostics.map(({ code }) => code));
  const isSaid = ({ code, file = '' }: Diagnostic) =>
    generated.has(file) && codes.has(SAID_BY_POLICY[code]);

  // The policy is there for its suppressions; what is found about itself is known already.
  const report = lint([{ value: document }, ...folder.documents], { ...options, partial: true });
  const values = valuesByKey(folder.documents);
  const placed = (found: readonly Diagnostic[]): PlacedFinding[] =>
    found
      .filter(finding => finding.file !== undefined && !isSaid(finding))
      .map(finding => ({
        finding,
        place: placeOf(values.get(`${finding.file} ${finding.object}`), finding.path),
      }));
  return {
    found: [
      ...ofPolicy.filter(({ finding }) => !isAccepted(finding)),
      ...placed([...report.findings, ...folder.unreadable]),
    ],
    accepted: [
      ...ofPolicy.filter(({ finding }) => isAccepted(finding)),
      ...placed(report.suppressed.map(({ suppression, ...finding }) => finding)),
    ],
  };
}

function holds(code: string, today: string | undefined) {
  return (suppression: Suppression) =>
    suppression.code === code && (!today || today <= suppression.until);
}

function valuesByKey(documents: readonly LintDocument[]): Map<string, unknown> {
  return new Map(
    documents.map(({ value, file }) => {
      const { kind, metadata } = isRecord(value) ? value : {};
      const { namespace = 'default', name } = isRecord(metadata) ? metadata : {};
      return [`${file} ${String(kind)}/${String(namespace)}/${String(name)}`, value];
    }),
  );
}
