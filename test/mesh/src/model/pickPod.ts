import { TargetPods } from './callTargets';
import { OutlierDetector } from './OutlierDetector';
import { pickWeighted } from './pickWeighted';
import { Random } from './random';

/** The pod that an attempt goes to. */
export interface PickedPod {
  pods: TargetPods;
  /** Its number among all pods of the destination. */
  index: number;
  /** It answers everything with 503. */
  isBroken: boolean;
}

/** Draws one of the pods that are not ejected; undefined when there is none. */
export function pickPod(
  targetPods: readonly TargetPods[],
  detector: OutlierDetector | undefined,
  random: Random,
  unixSeconds: number,
): PickedPod | undefined {
  if (!detector) {
    const pods = pickWeighted(targetPods, ({ count }) => count, random);
    if (!pods) return undefined;
    const { brokenPods = 0 } = pods.behaviour;
    return { pods, index: 0, isBroken: brokenPods > 0 && random.next() * pods.count < brokenPods };
  }
  const available = detector.available(unixSeconds);
  if (available.length === 0) return undefined;
  const index = available[Math.floor(random.next() * available.length)];
  let own = index;
  for (const pods of targetPods) {
    if (own < pods.count) return { pods, index, isBroken: own < (pods.behaviour.brokenPods ?? 0) };
    own -= pods.count;
  }
  return undefined;
}
