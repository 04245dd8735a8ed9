/** What the webhook says against `exportTo`; the CRD's own rules do not cover it (istio validation.go, validateExportTo). */
export function exportToErrors(
  exportTo: string[],
  namespace: string,
  hasWorkloadSelector = false,
): string[] {
  const errors: string[] = [];
  const seen = new Set<string>();
  for (const entry of exportTo) {
    const meant = entry === '.' ? namespace : entry;
    if (seen.has(meant)) {
      errors.push(
        meant === entry
          ? `duplicate entries in exportTo for entry ${entry}`
          : `duplicate entries in exportTo: . and current namespace ${namespace}`,
      );
    }
    seen.add(meant);
  }
  if (hasWorkloadSelector && seen.size > 0) {
    if (!seen.has(namespace)) {
      errors.push(
        'destination rule with workload selector cannot have exportTo beyond current namespace',
      );
    } else if (seen.size > 1) {
      errors.push(
        'destination rule with workload selector cannot have multiple entries in exportTo',
      );
    }
  }
  if (exportTo.length > 1 && seen.has('*')) {
    errors.push('cannot have both public (*) and non-public exportTo values for a resource');
  }
  return errors;
}
