import { deepEqual } from '../deepEqual';
import { formatList } from '../explain/words';
import { RoutingPolicy } from '../policy/schema';

/** A change that is no single caller's. */
export interface GeneralChange {
  /** As in a caller's consequences: 100 is the worst. */
  weight: number;
  sentence: string;
  /** A few words for the title. */
  phrase: string;
}

type Spec = RoutingPolicy['spec'];

/** Changes of a policy that are no single caller's, worst first. */
export function generalChanges(
  before: RoutingPolicy | undefined,
  after: RoutingPolicy,
): GeneralChange[] {
  if (!before) return [];
  return [
    ...versionChanges(before.spec, after.spec),
    ...accessMode(before.spec, after.spec),
    ...serviceChanges(before.spec, after.spec),
    ...retiringChange(before.spec, after.spec),
    ...sections(before.spec, after.spec),
  ].sort((a, b) => b.weight - a.weight);
}

function versionChanges(before: Spec, after: Spec): GeneralChange[] {
  const [old, now] = [before.versions, after.versions];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  return names.flatMap((name): GeneralChange[] => {
    const [was, is] = [own(old, name), own(now, name)];
    if (!was)
      return [{ weight: 8, sentence: `${name} is a new version.`, phrase: `add version ${name}` }];
    if (!is)
      return [
        {
          weight: 9,
          sentence: `${name} is no version any more.`,
          phrase: `remove version ${name}`,
        },
      ];
    if (deepEqual(was.labels, is.labels)) return [];
    const sentence = `${name} now means the pods with ${labelText(is.labels)}, for every caller that gets it.`;
    return [{ weight: 65, sentence, phrase: `other pods for ${name}` }];
  });
}

function accessMode(
  { accessControl: before }: Spec,
  { accessControl: after }: Spec,
): GeneralChange[] {
  if (before?.mode === after?.mode) return [];
  if (!after) {
    return [
      {
        weight: 45,
        sentence: 'Nobody is refused any more: access control ends.',
        phrase: 'end access control',
      },
    ];
  }
  return after.mode === 'enforce'
    ? [
        {
          weight: 58,
          sentence: 'Calls that are not allowed are answered 403 from now on.',
          phrase: 'enforce who may call',
        },
      ]
    : [
        {
          weight: 24,
          sentence: 'Calls that are not allowed are counted and let through.',
          phrase: 'observe who may call',
        },
      ];
}

function serviceChanges({ service: before }: Spec, { service: after }: Spec): GeneralChange[] {
  const found: GeneralChange[] = [];
  if (!deepEqual(before.ports, after.ports) || before.type !== after.type) {
    const ports = after.ports.map(({ number, protocol }) => `${number} (${protocol})`);
    const sentence = `The service's ports are now ${formatList(ports)}.`;
    found.push({ weight: 42, sentence, phrase: 'ports' });
  }
  const [was, is] = [before.workload?.labels, after.workload?.labels];
  if (!deepEqual(was, is)) {
    const sentence = is
      ? `Limits and access are bound to the pods with ${labelText(is)}.`
      : 'Limits and access are bound to no pods any more.';
    found.push({ weight: was ? 43 : 7, sentence, phrase: 'other pods for limits and access' });
  }
  if (!deepEqual(before.workload?.replicas, after.workload?.replicas)) {
    const { min, max } = after.workload?.replicas ?? {};
    const range = min === max ? `${min}` : `${min} to ${max}`;
    const pods = min === undefined ? 'not known' : range;
    found.push({
      weight: 6,
      sentence: `The number of pods is now ${pods}.`,
      phrase: 'number of pods',
    });
  }
  return found;
}

function labelText(labels: Record<string, string>): string {
  return formatList(Object.entries(labels).map(([key, value]) => `${key}=${value}`));
}

function retiringChange({ retiring: before }: Spec, { retiring: after }: Spec): GeneralChange[] {
  if (deepEqual(before, after)) return [];
  const names = formatList([
    ...new Set(after.map(({ version, subset }) => subset ?? version ?? '')),
  ]);
  const sentence =
    after.length > 0
      ? `The old routes to ${names} stay valid until the next change, so that no call fails meanwhile.`
      : 'Subsets that nothing uses any more are removed.';
  return [{ weight: 1, sentence, phrase: 'remove unused subsets' }];
}

const SECTIONS: ReadonlyArray<[key: keyof Spec, weight: number, what: string]> = [
  ['routes', 48, 'rules by path, header or method'],
  ['exposure', 46, 'calls through gateways'],
  ['rollout', 44, 'rollout'],
  ['rateLimiting', 36, 'how limits are counted'],
  ['accessControl', 34, 'who may call beside the callers'],
  ['monitoring', 6, 'monitoring'],
  ['probes', 4, 'probes'],
  ['suppressions', 3, 'accepted findings'],
];

function sections(before: Spec, after: Spec): GeneralChange[] {
  return SECTIONS.flatMap(([key, weight, what]): GeneralChange[] => {
    if (deepEqual(before[key], after[key])) return [];
    if (key === 'accessControl' && before.accessControl?.mode !== after.accessControl?.mode)
      return [];
    const verb = verbOf(isEmpty(before[key]), isEmpty(after[key]));
    return [
      { weight, sentence: `${what[0].toUpperCase()}${what.slice(1)}: ${verb}.`, phrase: what },
    ];
  });
}

function verbOf(wasEmpty: boolean, isEmptyNow: boolean): string {
  if (wasEmpty) return 'is new';
  return isEmptyNow ? 'is removed' : 'changes';
}

function isEmpty(section: unknown): boolean {
  return section === undefined || (Array.isArray(section) && section.length === 0);
}

function own<T>(map: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
