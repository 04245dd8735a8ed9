import { Diagnostic } from '../../diagnostic';
import { parseDuration } from '../../kubernetes/duration';
import { PACE_DEFAULTS, Ring } from '../fields/ring';
import { Check, finding } from './Check';

/** What Flagger looks for in a selector, in this order. Source: flagger cmd/flagger/main.go, selector-labels. */
export const SELECTOR_LABELS = ['app', 'name', 'app.kubernetes.io/name'];

/** MT1120 to MT1128 and MT1132 to MT1134: rings that Flagger cannot roll out, or that would surprise. */
export const rings: Check = ({ metadata, spec }) => {
  const { rollout, service, callers, otherCallers } = spec;
  if (!rollout) return [];
  const found: Diagnostic[] = [];
  const error = (code: string, path: string, message: string, help: string) =>
    found.push(finding(code, 'error', path, message, help));
  const names = Object.keys(rollout.rings).sort();
  if (names.length === 0) {
    error(
      'MT1121',
      'spec.rollout.rings',
      'The rollout has no ring.',
      'Add a ring or remove rollout.',
    );
  }
  const targets = new Map<string, string>();
  for (const name of names) {
    const ring = rollout.rings[name];
    const path = `spec.rollout.rings.${name}`;
    const { workload } = ring;
    const other = targets.get(workload.name);
    if (other !== undefined) {
      error(
        'MT1120',
        `${path}.workload`,
        `The rings "${other}" and "${name}" roll out the same workload ${workload.name}: they would undo each other's steps.`,
        'Give every ring a workload of its own.',
      );
    }
    targets.set(workload.name, name);
    const label = workload.selector && SELECTOR_LABELS.find(key => workload.selector?.[key]);
    if (workload.selector && label === undefined) {
      error(
        'MT1123',
        `${path}.workload.selector`,
        `Flagger never starts on ${workload.name}: its selector has none of ${SELECTOR_LABELS.join(', ')}.`,
        'Add one of them to the selector and the pods of the workload.',
      );
    }
    const rewritten = label === undefined ? SELECTOR_LABELS : [label];
    const bound = Object.keys(service.workload?.labels ?? {}).find(key => rewritten.includes(key));
    if (bound !== undefined) {
      error(
        'MT1122',
        `spec.service.workload.labels.${bound}`,
        `Flagger changes the label ${bound} on the primary pods of ${workload.name}, so limits and access would not reach them.`,
        'Put another label, for example mesh-traffic/service, on the pods and name it here.',
      );
    }
    const used =
      ring.callers?.length ||
      otherCallers.ring === name ||
      Object.values(callers).some(rule => rule.ring === name) ||
      spec.exposure.some(entry => entry.ring === name) ||
      spec.routes.some(route => route.ring === name);
    if (!used && !ring.prepare) {
      found.push(
        finding(
          'MT1121',
          'warning',
          path,
          `No caller belongs to the ring "${name}".`,
          `Set ring: ${name} at a caller, or remove the ring.`,
        ),
      );
    }
    if ((ring.loadTest || (ring.gate && ring.gate.type !== 'url')) && !rollout.loadTester) {
      error(
        'MT1128',
        'spec.rollout.loadTester',
        `The ring "${name}" needs the load tester for its ${ring.loadTest ? 'load test' : 'gate'}, and none is named.`,
        'Set spec.rollout.loadTester.namespace.',
      );
    }
    if (
      ring.loadTest &&
      !ring.loadTest.command &&
      service.ports.every(p => p.protocol !== 'http')
    ) {
      error(
        'MT1135',
        `${path}.loadTest.command`,
        'The load test calls plain HTTP/1.1, which no port of the service speaks.',
        'Give a command that the load tester can run, for example ghz for gRPC.',
      );
    }
    found.push(...paceFindings(path, name, ring), ...thresholdFindings(path, ring));
  }
  for (const [workload, ring] of targets) {
    const taken = [`${workload}-primary`, `${workload}-canary`];
    const clash = taken.find(host => host === metadata.name || targets.has(host));
    if (clash !== undefined) {
      error(
        'MT1134',
        `spec.rollout.rings.${ring}.workload`,
        `Flagger makes a Service called ${clash} for ${workload}, and that name is in use.`,
        'Rename the workload.',
      );
    }
  }
  return found;
};

function paceFindings(path: string, name: string, ring: Ring): Diagnostic[] {
  const found: Diagnostic[] = [];
  const error = (code: string, at: string, message: string, help: string) =>
    found.push(finding(code, 'error', `${path}.${at}`, message, help));
  const { pace, abTest, blueGreen, mirroring, sessionAffinity } = ring;
  const tested = abTest !== undefined || blueGreen !== undefined;
  if (abTest && blueGreen) {
    error('MT1125', 'abTest', `The ring "${name}" is both A/B test and blue-green.`, 'Keep one.');
  }
  if (tested) {
    for (const field of [
      'stepWeight',
      'stepWeights',
      'maxWeight',
      'promotionStepWeight',
    ] as const) {
      if (pace[field] === undefined) continue;
      error(
        'MT1125',
        `pace.${field}`,
        'A/B test and blue-green move no calls step by step.',
        'Use pace.iterations instead.',
      );
    }
    if (ring.gate?.at === 'trafficIncrease') {
      // Flagger asks it before a step of weight only (pkg/controller/scheduler.go).
      error(
        'MT1125',
        'gate.at',
        'A/B test and blue-green have no steps of traffic, so this gate would never be asked.',
        'Use at: rollout or at: promotion.',
      );
    }
  } else if (pace.iterations !== undefined) {
    error(
      'MT1125',
      'pace.iterations',
      'iterations is for A/B test and blue-green only.',
      'Use stepWeight and maxWeight, or add abTest or blueGreen.',
    );
  }
  if (pace.stepWeight !== undefined && pace.stepWeights) {
    error('MT1125', 'pace.stepWeights', 'There are both stepWeight and stepWeights.', 'Keep one.');
  }
  if (
    pace.stepWeight !== undefined &&
    pace.stepWeight > (pace.maxWeight ?? PACE_DEFAULTS.maxWeight)
  ) {
    error(
      'MT1133',
      'pace.stepWeight',
      `The first step (${pace.stepWeight} %) is beyond maxWeight (${pace.maxWeight ?? PACE_DEFAULTS.maxWeight} %).`,
      'Make stepWeight smaller or maxWeight greater.',
    );
  }
  if (pace.stepWeights?.some((weight, index, all) => index > 0 && weight <= all[index - 1])) {
    error('MT1133', 'pace.stepWeights', 'The steps do not grow.', 'List growing percents.');
  }
  if (pace.stepWeights && pace.maxWeight !== undefined) {
    error('MT1133', 'pace.maxWeight', 'The last of stepWeights is the most.', 'Remove maxWeight.');
  }
  if (mirroring && abTest) {
    error('MT1125', 'mirroring', 'An A/B test does not mirror.', 'Remove mirroring.');
  }
  if (sessionAffinity && (tested || mirroring)) {
    error(
      'MT1125',
      'sessionAffinity',
      'Session affinity goes with steps of weight only.',
      'Remove it, or remove abTest, blueGreen and mirroring.',
    );
  }
  abTest?.match.forEach((condition, index) => {
    if (condition.queryParams !== undefined) {
      error(
        'MT1124',
        `abTest.match.${index}.queryParams`,
        'Flagger drops conditions on query parameters as soon as callers are named: everybody would get the new version.',
        'Use headers or sourceLabels.',
      );
    }
  });
  if ((parseDuration(pace.interval) ?? 0) < 10_000) {
    found.push(
      finding(
        'MT1132',
        'warning',
        `${path}.pace.interval`,
        'Flagger checks at most every 10 seconds.',
        'Set interval to 10s or more.',
      ),
    );
  }
  return found;
}

function thresholdFindings(path: string, ring: Ring): Diagnostic[] {
  return ring.thresholds.metrics.flatMap((metric, index) => {
    const missing = [
      metric.interval === undefined && 'interval',
      metric.min === undefined && metric.max === undefined && 'min or max',
    ].filter(field => field !== false);
    if (missing.length === 0) return [];
    return [
      finding(
        'MT1127',
        'error',
        `${path}.thresholds.metrics.${index}`,
        `The metric "${metric.name}" has no ${missing.join(' and no ')}: Flagger would ask for an empty window or always halt.`,
        `Give ${missing.join(' and ')}.`,
        { source: 'flagger pkg/controller/scheduler_metrics.go (1.44)' },
      ),
    ];
  });
}
