import { Diagnostic } from '../../diagnostic';
import { finding } from '../../policy/checks/Check';
import { rulesOf } from '../../policy/checks/rulesOf';
import { RoutingPolicy } from '../../policy/schema';

type Labels = Record<string, string>;

/** MT1258: objects that follow other labels from now on, while the pods may not carry them yet. */
export function relabelled(before: RoutingPolicy, after: RoutingPolicy): Diagnostic[] {
  const found: Diagnostic[] = [];
  const warn = (path: string, labels: Labels, what: string) =>
    found.push(
      finding(
        'MT1258',
        'warning',
        path,
        `Pods that do not carry ${textOf(labels)} yet ${what}.`,
        'First put the labels on the pods, beside the old ones, and let them restart; then merge this.',
      ),
    );
  const [old, now] = [before, after].map(({ spec }) => spec.service.workload?.labels);
  if (old && now && asksMore(old, now) && isGuarded(before) && isGuarded(after)) {
    const what = 'lose their limits and their access control with this change: everybody may call';
    warn('spec.service.workload.labels', now, what);
  }
  const used = new Set(
    rulesOf(after).flatMap(({ rule: { route = {} } }) =>
      Object.keys(route).filter(version => route[version] > 0),
    ),
  );
  for (const version of [...used].sort()) {
    if (!Object.hasOwn(before.spec.versions, version)) continue;
    const { labels } = after.spec.versions[version];
    if (!asksMore(before.spec.versions[version].labels, labels)) continue;
    const what = `get no calls for ${version} from this change on, and without any such pod they fail (503)`;
    warn(`spec.versions.${version}.labels`, labels, what);
  }
  return found;
}

/** Whether pods with the old labels may lack one of the new ones. */
function asksMore(old: Labels, now: Labels): boolean {
  return Object.keys(now).some(key => old[key] !== now[key]);
}

function isGuarded(policy: RoutingPolicy): boolean {
  return (
    policy.spec.accessControl !== undefined || rulesOf(policy).some(({ rule }) => rule.rateLimit)
  );
}

function textOf(labels: Labels): string {
  return Object.keys(labels)
    .sort()
    .map(key => `${key}=${labels[key]}`)
    .join(', ');
}
