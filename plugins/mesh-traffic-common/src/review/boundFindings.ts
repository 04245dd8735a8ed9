import { Diagnostic } from '../diagnostic';

const MAX_FINDINGS = 100;
const WEIGHT = { error: 0, warning: 1, info: 2 };

/** At most a hundred findings, the worst ones where there are more, and how many were left out. */
export function boundFindings(findings: Diagnostic[]): Diagnostic[] {
  if (findings.length <= MAX_FINDINGS) return findings;
  const sorted = [...findings].sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
  const rest = sorted.slice(MAX_FINDINGS);
  return [
    ...sorted.slice(0, MAX_FINDINGS),
    {
      code: 'MT1010',
      severity: rest[0].severity,
      path: '',
      message: `There are ${rest.length} more findings than are shown here.`,
      help: 'Cure those above first.',
    },
  ];
}
