import { readFileSync } from 'node:fs';

/** A field of the policy as docs/policy.md lists it; a test there keeps the list whole. */
export interface PolicyField {
  /** Steps from the document's root; `*` for any key and any entry of a list. */
  path: string[];
  /** Texts that the field can be; empty where it can be others too. */
  choices: string[];
}

/**
 * Every field of a routing policy, with those of shapes that stand in several places.
 *
 * @param file - docs/policy.md
 */
export function policyFields(file: string): PolicyField[] {
  const text = readFileSync(file, 'utf8');
  const table = text.slice(text.indexOf('<!-- routing policy:'));
  const rows = [
    ...table.slice(0, table.indexOf('<!-- end -->')).matchAll(/^\| `([^`]+)` \|(.*)$/gm),
  ];
  const fields = rows.map(([, path, rest]) => ({ path, rest }));
  const like = fields.flatMap(({ path, rest }) => {
    const other = /As `([^`]+)`\. \|$/.exec(rest)?.[1];
    return fields
      .filter(field => other !== undefined && field.path.startsWith(`${other}.`))
      .map(field => ({ path: path + field.path.slice(other?.length), rest: field.rest }));
  });
  return [...fields, ...like].map(({ path, rest }) => ({
    path: stepsOf(path),
    choices: [...rest.split('|')[0].matchAll(/`([^`]+)`/g)].map(([, choice]) => choice),
  }));
}

function stepsOf(path: string): string[] {
  return path
    .replaceAll('[]', '.*')
    .split('.')
    .map(step => (step.startsWith('<') ? '*' : step));
}
