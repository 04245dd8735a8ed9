import type { HttpMatch, StringMatch } from '../istioTypes';

/**
 * The conditions of a delegate's rule under its root rule; undefined when they contradict each other, and the rule
 * is dropped. Each condition of the delegate needs one of the root's that it does not leave (istio
 * pilot/pkg/model/virtualservice.go, mergeHTTPMatchRequests).
 */
export function mergeMatches(
  root: HttpMatch[] | undefined,
  delegate: HttpMatch[] | undefined,
): HttpMatch[] | undefined {
  if (!root?.length) {
    return delegate ?? [];
  }
  if (!delegate?.length) {
    return root;
  }
  const merged: HttpMatch[] = [];
  for (const leaf of delegate) {
    const fitting = root.filter(candidate => !contradicts(candidate, leaf));
    if (fitting.length === 0) {
      return undefined;
    }
    merged.push(...fitting.map(candidate => join(candidate, leaf)));
  }
  return merged;
}

function join(root: HttpMatch, leaf: HttpMatch): HttpMatch {
  return {
    ...leaf,
    name: [root.name, leaf.name].filter(Boolean).join('-') || undefined,
    uri: leaf.uri ?? root.uri,
    scheme: leaf.scheme ?? root.scheme,
    method: leaf.method ?? root.method,
    authority: leaf.authority ?? root.authority,
    headers: { ...root.headers, ...leaf.headers },
    withoutHeaders: { ...root.withoutHeaders, ...leaf.withoutHeaders },
    queryParams: { ...root.queryParams, ...leaf.queryParams },
    port: leaf.port || root.port,
    sourceLabels: { ...root.sourceLabels, ...leaf.sourceLabels },
    sourceNamespace: leaf.sourceNamespace || root.sourceNamespace,
    gateways: leaf.gateways?.length ? leaf.gateways : root.gateways,
    statPrefix: leaf.statPrefix || root.statPrefix,
  };
}

function contradicts(root: HttpMatch, leaf: HttpMatch): boolean {
  const pairs: [StringMatch | undefined, StringMatch | undefined][] = [
    [root.uri, leaf.uri],
    [root.scheme, leaf.scheme],
    [root.method, leaf.method],
    [root.authority, leaf.authority],
    ...pairUp(root.headers, leaf.headers),
    ...pairUp(root.withoutHeaders, leaf.withoutHeaders),
    ...pairUp(root.queryParams, leaf.queryParams),
  ];
  return (
    pairs.some(([one, other]) => leaves(one, other)) ||
    Boolean(root.ignoreUriCase) !== Boolean(leaf.ignoreUriCase) ||
    Boolean(root.port && leaf.port && root.port !== leaf.port) ||
    Boolean(root.sourceNamespace && leaf.sourceNamespace !== root.sourceNamespace) ||
    labelsContradict(root.sourceLabels, leaf.sourceLabels) ||
    gatewaysContradict(root.gateways, leaf.gateways)
  );
}

function pairUp(
  root: Record<string, StringMatch> | undefined,
  leaf: Record<string, StringMatch> | undefined,
): [StringMatch | undefined, StringMatch][] {
  return Object.entries(leaf ?? {}).map(([name, match]) => [root?.[name], match]);
}

/** Whether the delegate's condition goes beyond the root's. */
function leaves(root: StringMatch | undefined, leaf: StringMatch | undefined): boolean {
  if (!root || !leaf) {
    return false;
  }
  if (root.regex && (leaf.regex || leaf.prefix || leaf.exact)) {
    return true;
  }
  if (leaf.regex && (root.regex || root.prefix || root.exact)) {
    return true;
  }
  if (root.exact) {
    return Boolean(leaf.prefix) || leaf.exact !== root.exact;
  }
  if (root.prefix) {
    const inner = leaf.prefix || leaf.exact;
    return inner === undefined || inner === '' ? true : !inner.startsWith(root.prefix);
  }
  return true;
}

function labelsContradict(
  root: Record<string, string> | undefined,
  leaf: Record<string, string> | undefined,
): boolean {
  return Object.entries(leaf ?? {}).some(
    ([key, value]) => root?.[key] !== undefined && root[key] !== value,
  );
}

function gatewaysContradict(root: string[] | undefined, leaf: string[] | undefined): boolean {
  return Boolean(root?.length && leaf?.length && leaf.some(gateway => !root.includes(gateway)));
}
