import type { HttpMatch, StringMatch, VirtualServiceSpec } from '../istioTypes';

/** A regular expression in a VirtualService. */
export interface RegexCondition {
  /** For example `spec.http.0.match.0.uri.regex`. */
  path: string;
  /** As Istio's webhook names the place. */
  where: string;
  regex: string;
}

/** The regular expressions of all HTTP rules. `*` is none: it asks for presence. */
export function regexConditions(spec: VirtualServiceSpec): RegexCondition[] {
  return (spec.http ?? []).flatMap((rule, index) =>
    (rule.match ?? []).flatMap((match, at) =>
      conditionsOf(match).flatMap(({ where, path, condition }) =>
        condition?.regex === undefined || condition.regex === '*'
          ? []
          : [
              {
                path: `spec.http.${index}.match.${at}.${path}.regex`,
                where,
                regex: condition.regex,
              },
            ],
      ),
    ),
  );
}

const SINGLE = ['uri', 'scheme', 'method', 'authority'] as const;
const NAMED = ['headers', 'withoutHeaders', 'queryParams'] as const;

function conditionsOf(
  match: HttpMatch,
): { where: string; path: string; condition: StringMatch | undefined }[] {
  const found: ReturnType<typeof conditionsOf> = [];
  for (const name of SINGLE) {
    if (match[name]) {
      found.push({ where: name, path: name, condition: match[name] });
    }
  }
  for (const list of NAMED) {
    for (const [name, condition] of match[list] ? Object.entries(match[list]) : []) {
      const isPlain = /^[A-Za-z0-9_-]+$/.test(name);
      const path = isPlain ? `${list}.${name}` : `${list}[${JSON.stringify(name)}]`;
      found.push({ where: list, path, condition });
    }
  }
  return found;
}
