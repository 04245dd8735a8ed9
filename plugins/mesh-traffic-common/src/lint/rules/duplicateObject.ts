import type { LintRule } from '../LintRule';

/** Two files with one object: whichever is applied last counts, and pruning one deletes it. */
export const duplicateObject: LintRule = {
  code: 'MT2005',
  severity: 'error',
  title: 'one object in two documents',
  source: 'Kubernetes: kind, namespace and name are the identity of an object',
  check: context => {
    const first = new Map<string, (typeof context.objects)[number]>();
    return context.objects.flatMap(on => {
      const id = `${on.group}/${on.key}`;
      const earlier = first.get(id);
      if (!earlier) {
        first.set(id, on);
        return [];
      }
      return [
        {
          on,
          path: 'metadata.name',
          message: `${on.kind} ${on.namespace}/${on.name} stands in another document too${earlier.document.file ? ` (${earlier.document.file})` : ''}: the one applied last counts.`,
          help: 'Keep one of them.',
        },
      ];
    });
  },
};
