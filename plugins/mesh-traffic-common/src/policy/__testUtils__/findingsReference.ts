import { readFileSync } from 'fs';
import { join } from 'path';
import { load } from 'js-yaml';
import { compileDocument } from '../../compile/__testUtils__/compileDocument';
import { Diagnostic } from '../../diagnostic';
import { applyPolicyPatch } from '../applyPolicyPatch';

interface Case {
  code: string;
  path: string;
  patch: Record<string, unknown>;
  spec: Record<string, unknown>;
  options: object;
}

interface Findings {
  documents: { plain: { spec: { service: unknown } }; rollout: object };
  plain: Case[];
  rollout: Case[];
  mesh: Case[];
}

const file = join(__dirname, '../../../../../test/golden/findings/findings.yaml');

/** The findings about policies as a Markdown table: the first golden case of each code, by code. */
export function findingsReference(): string {
  const { documents, plain, rollout, mesh } = load(readFileSync(file, 'utf8')) as Findings;
  const { service } = documents.plain.spec;
  const bare = { ...documents.plain, spec: { service, otherCallers: {} } };
  const cases = [
    ...plain.map(entry => ({ ...entry, document: patched(documents.plain, entry.patch) })),
    ...rollout.map(entry => ({ ...entry, document: patched(documents.rollout, entry.patch) })),
    ...mesh.map(entry => ({ ...entry, document: patched(bare, entry.spec) })),
  ];
  const rows = new Map<string, string>();
  for (const { code, path, document, options } of cases) {
    if (rows.has(code)) continue;
    const finding = compileDocument(document, options).diagnostics.find(
      diagnostic => diagnostic.code === code && diagnostic.path === path,
    );
    if (finding) rows.set(code, row(finding));
  }
  const sorted = [...rows.keys()].sort().map(code => rows.get(code));
  return [
    '| Code | Weight | For example | What to do |',
    '| --- | --- | --- | --- |',
    ...sorted,
  ].join('\n');
}

function patched(document: object, spec: Record<string, unknown>): unknown {
  return applyPolicyPatch(document, { spec });
}

function row({ code, severity, message, help }: Diagnostic): string {
  return `| ${code} | ${severity} | ${message} | ${help} |`.replace(/</g, '&lt;');
}
