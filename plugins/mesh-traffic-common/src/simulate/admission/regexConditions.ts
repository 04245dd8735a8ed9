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

function conditionsOf(
  match: HttpMatch,
): { where: string; path: string; condition: StringMatch | undefined }[] {
  const single = (['uri', 'scheme', 'method', 'authority'] as const).map(name => ({
    where: name,
    path: name,
    condition: match[name],
  }));
  const named = (['headers', 'withoutHeaders', 'queryParams'] as const).flatMap(list =>
    Object.entries(match[list] ?? {}).map(([name, condition]) => ({
      where: list,
      path: /^[A-Za-z0-9_-]+$/.test(name) ? `${list}.${name}` : `${list}[${JSON.stringify(name)}]`,
      condition,
    })),
  );
  return [...single, ...named];
}
