import { dump } from 'js-yaml';

/**
 * Writes plain data as YAML that Kubernetes reads back as the same data: texts that YAML 1.1 would take
 * for something else (`yes`, `0777`, `2026-01-01`) are quoted, lines are not folded, nothing is written
 * as a reference. Keys stay in the order of the data; same data, same bytes.
 */
export function dumpYaml(value: unknown): string {
  return dump(value, { lineWidth: -1, noRefs: true });
}
