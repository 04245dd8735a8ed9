/** A line that GitHub does not show: which tree a pull request's text was written for. */
export function describedTreeMark(tree: string): string {
  return `<!-- mesh-traffic: describes tree ${tree} -->`;
}

/** The tree that the last such line names; people may have written around it. */
export function readDescribedTree(body: string): string | undefined {
  return [...body.matchAll(/<!-- mesh-traffic: describes tree ([0-9a-f]{40}) -->/g)].pop()?.[1];
}
