import { unnamedWorkload, workloadOfVersion, workloadsOfVersion } from '../world/worldOf';
import type { Expected } from './Expected';
import { headersHold } from './matches';
import type { Ring } from './policyTypes';
import type { ReleaseStand, Situation } from './Situation';

const AT_REST: ReleaseStand = { percent: 0, mirroring: false, running: false };

/** Who answers: fixed versions by their weights, a ring by where its release stands, or the whole service. */
export function sharesOf(
  situation: Situation,
  to: { route?: Record<string, number>; ring?: string },
): Pick<Expected, 'shares' | 'mirror'> {
  const { policy, releases } = situation;
  if (to.ring !== undefined) {
    const ring = policy.spec.rollout?.rings[to.ring];
    if (!ring) throw new Error(`There is no ring ${to.ring}.`);
    // On further ports nothing is moved step by step: calls and connections go to the promoted version.
    const { ports } = policy.spec.service;
    if (situation.port !== ports.find(({ protocol }) => protocol !== 'tcp')) {
      return { shares: { [`${ring.workload.name}-primary`]: 100 } };
    }
    return ringShares(situation, ring, releases[to.ring] ?? AT_REST);
  }
  if (!to.route) return { shares: wholeService(situation) };
  const shares: Record<string, number> = {};
  for (const [version, weight] of Object.entries(to.route)) {
    if (weight > 0) shares[workloadsOfVersion(policy, version).join('+')] = weight;
  }
  return { shares };
}

/** All pods behind the Service; when a ring's workload is called like it, Flagger leaves it the old version's. */
export function wholeService({ policy, releases }: Situation): Record<string, number> {
  const { metadata, spec } = policy;
  const rings = Object.entries(spec.rollout?.rings ?? {});
  const takenOver = rings.some(
    ([, { workload, prepare }]) => workload.name === metadata.name && !prepare,
  );
  if (takenOver) {
    return { [`${metadata.name}-primary`]: 100 };
  }
  const workloads = [
    ...Object.keys(spec.versions).map(version => workloadOfVersion(metadata.name, version)),
    unnamedWorkload(metadata.name),
    ...rings.flatMap(([name, { workload, prepare }]) => [
      ...(prepare ? [] : [`${workload.name}-primary`]),
      ...(prepare || releases[name]?.running ? [workload.name] : []),
    ]),
  ];
  return { [workloads.sort().join('+')]: 100 };
}

function ringShares(
  situation: Situation,
  ring: Ring,
  stand: ReleaseStand,
): Pick<Expected, 'shares' | 'mirror'> {
  const { name } = ring.workload;
  const percent = percentOfNew(situation, ring, stand);
  const shares: Record<string, number> = {};
  if (percent < 100) shares[`${name}-primary`] = 100 - percent;
  if (percent > 0) shares[name] = percent;
  const { percent: copied = 100 } = ring.mirroring ?? {};
  return { shares, ...(stand.mirroring && { mirror: { to: name, percent: copied } }) };
}

function percentOfNew({ call }: Situation, ring: Ring, stand: ReleaseStand): number {
  const { abTest, sessionAffinity } = ring;
  if (abTest) {
    const marked = abTest.match.some(
      ({ headers, sourceLabels }) =>
        headersHold(headers ?? {}, call.headers ?? {}) &&
        Object.entries(sourceLabels ?? {}).every(
          ([key, value]) => call.fromLabels?.[key] === value,
        ),
    );
    return marked ? stand.percent : 0;
  }
  const cookie = call.headers?.Cookie ?? '';
  const keeps = (name: string | undefined, value: string | undefined) =>
    name !== undefined && value !== undefined && cookie.includes(`${name}=${value}`);
  if (stand.percent === 0) return 0;
  if (keeps(sessionAffinity?.cookieName, stand.cookie)) return 100;
  return keeps(sessionAffinity?.primaryCookieName, stand.primaryCookie) ? 0 : stand.percent;
}
