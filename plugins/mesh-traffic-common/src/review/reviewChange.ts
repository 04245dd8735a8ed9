import { ServiceRef } from '../api/refs';
import { CompileOptions } from '../compile/CompileOptions';
import { lintTransition } from '../compile/transition/lintTransition';
import { Diagnostic, hasErrors } from '../diagnostic';
import { diffFiles } from '../diff/diffFiles';
import { assessImpact } from '../impact/assessImpact';
import { loadYaml } from '../kubernetes/loadYaml';
import { parsePolicy } from '../policy/parsePolicy';
import { parsePath } from '../policy/path';
import { POLICY_FILE } from '../policy/POLICY_FILE';
import { TrafficSnapshot } from '../traffic/snapshot';
import { ChangeReview } from './ChangeReview';
import { callerChanges } from './callerChanges';
import { compileSide } from './compileSide';
import { findDrift, FolderFile } from './findDrift';
import { folderFindings } from './folderFindings';
import { generalChanges } from './generalChanges';
import { plainTextFindings, refusesPlainText } from './plainTextFindings';
import { replaces } from './replaces';
import { summaryOf } from './summaryOf';
import { titleOf } from './titleOf';
import { unknownsOf } from './unknownsOf';

/** What a review is made from. */
export interface ReviewInput {
  service: ServiceRef;
  /** The policy's folder in the repository, see policyFolder. */
  folder: string;
  /** The commit that `beforeText` and `files` were read from. */
  baseCommit: string;
  /** Text of the policy as it lies in the repository; absent when there is none. */
  beforeText?: string;
  /** Text of the policy as it is to be. */
  afterText: string;
  /** What lies in the folder beside the policy. */
  files: readonly FolderFile[];
  /** What lies there where the change is made, if that is not `files`: on the branch of an open pull request. */
  filesOnBranch?: readonly FolderFile[];
  compile?: CompileOptions;
  /** `YYYY-MM-DD`; suppressions that end before it no longer hold. Without it none ends. */
  today?: string;
  /** Present traffic, with versions by the policy's names (see withPolicyVersions); absent when unknown. */
  traffic?: TrafficSnapshot;
}

/**
 * Says what a change of a policy does, before anyone commits to it: to every caller, to the files, and
 * what cannot be known. A document that cannot hold comes back as diagnostics; nothing is thrown.
 */
export function reviewChange(input: ReviewInput): ChangeReview {
  const { service, folder, traffic } = input;
  const before = input.beforeText === undefined ? undefined : parsePolicy(input.beforeText);
  const old = before?.policy && compileSide(before.policy, input.compile);
  const after = parsePolicy(input.afterText);
  const now = after.policy && compileSide(after.policy, input.compile);
  const drift = findDrift(folder, input.files, before ? old?.files : []);
  const transition =
    after.policy && now?.files && (!before || before.policy)
      ? lintTransition(before?.policy, after.policy, input.compile)
      : [];
  const sets = { before: old?.manifests, after: now?.manifests };
  const plainText = after.policy ? plainTextFindings(after.policy, sets, traffic) : [];
  const ofPolicy = withLines(
    [...after.diagnostics, ...(now?.diagnostics ?? []), ...transition, ...plainText],
    input.afterText,
  );
  const { brought, known, cured } =
    now?.files && !hasErrors(ofPolicy)
      ? folderFindings({
          folder,
          files: input.files,
          filesOnBranch: input.filesOnBranch,
          sameText: input.beforeText === input.afterText,
          before: before && { ...before, side: old },
          after: { ...after, side: now, diagnostics: ofPolicy },
          compile: input.compile,
          today: input.today,
        })
      : { brought: ofPolicy, known: [], cured: [] };
  const diagnostics = [
    ...brought,
    ...(before && !before.policy ? [unreadable(before.diagnostics)] : []),
  ];
  const common = {
    service,
    drift,
    diagnostics,
    known,
    cured,
    baseCommit: input.baseCommit,
    ...(traffic && {
      traffic: {
        windowSeconds: traffic.windowSeconds,
        takenAt: traffic.takenAt,
        source: traffic.source,
      },
    }),
  };
  if (!after.policy || !now?.files || hasErrors(diagnostics)) return blocked(common);

  const impact = assessImpact(before?.policy, after.policy, traffic);
  const general = generalChanges(before?.policy, after.policy);
  const written = now.files;
  const files = diffFiles(
    folder,
    [...policyFile(input.beforeText), ...input.files.filter(file => replaces(file, written))],
    [
      ...policyFile(input.afterText),
      ...written.map(({ path, content }) => ({ name: path, content })),
    ],
  );
  const unchanged = files.length === 0;
  const isNew = input.beforeText === undefined;
  const phrases = [...general, ...impact.callers.flatMap(({ consequences }) => consequences)]
    .sort((a, b) => b.weight - a.weight)
    .filter(({ weight }, _, all) => weight > 5 || all[0].weight <= 5)
    .map(({ phrase }) => phrase);
  return {
    ...common,
    title: titleOf(service.service, isNew ? ['first policy', ...phrases] : phrases),
    summary: unchanged
      ? 'Nothing changes: the repository says this already.'
      : summaryOf({ impact, general, isNew, unreadable: before !== undefined && !before.policy }),
    unchanged,
    callers: callerChanges(impact),
    general: general.map(({ sentence }) => sentence),
    files,
    unknowns: unchanged
      ? []
      : unknownsOf({
          impact,
          after: after.policy,
          traffic,
          drift,
          isNew,
          strict: refusesPlainText(now.manifests),
        }),
  };
}

function policyFile(text: string | undefined): Array<{ name: string; content: string }> {
  return text === undefined ? [] : [{ name: POLICY_FILE, content: text }];
}

function withLines(diagnostics: Diagnostic[], text: string): Diagnostic[] {
  if (diagnostics.every(({ line }) => line !== undefined)) return diagnostics;
  const [document] = loadYaml(text).documents;
  return diagnostics.map(found =>
    found.line !== undefined || !document
      ? found
      : { ...found, line: document.lineOf(parsePath(found.path)) },
  );
}

function unreadable([first]: Diagnostic[]): Diagnostic {
  return {
    code: 'MT1901',
    severity: 'warning',
    path: '',
    message: `The policy in the repository cannot be read, so what holds now is not known: ${first?.message ?? ''}`,
    help: 'Compare the difference of the files with care.',
    ...(first?.line !== undefined && { line: first.line }),
  };
}

function blocked(
  common: Omit<
    ChangeReview,
    'title' | 'summary' | 'unchanged' | 'callers' | 'general' | 'files' | 'unknowns'
  >,
): ChangeReview {
  const errors = common.diagnostics.filter(({ severity }) => severity === 'error');
  const more = errors.length > 1 ? ` ${errors.length - 1} more problems.` : '';
  return {
    ...common,
    title: `${common.service.service}: cannot be proposed`,
    summary: `This cannot be proposed: ${inFile(errors[0])}${errors[0].message}${more}`,
    unchanged: false,
    callers: [],
    general: [],
    files: [],
    unknowns: [],
  };
}

/** The name of the file, for what is not about the policy. */
function inFile({ file = '' }: Diagnostic): string {
  return file === '' ? '' : `${file.split('/').pop()}: `;
}
