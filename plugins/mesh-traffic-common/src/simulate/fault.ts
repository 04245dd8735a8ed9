import { normalizeDuration } from './durations';
import type { HttpFault } from './istioTypes';
import type { SimulatedFault } from './types';

/**
 * What a rule's fault does before the call leaves. A part without a percentage concerns no call (istio route.go,
 * TranslateFault).
 */
export function readFault(fault: HttpFault | undefined): SimulatedFault | undefined {
  const delayPercent = fault?.delay?.percentage?.value ?? fault?.delay?.percent ?? 0;
  const abortPercent = fault?.abort?.percentage?.value ?? 0;
  const delay = fault?.delay?.fixedDelay;
  const status = fault?.abort?.httpStatus;
  const result: SimulatedFault = {
    ...(delay !== undefined && delayPercent > 0
      ? { delay: normalizeDuration(delay), delayPercent }
      : {}),
    ...(status !== undefined && abortPercent > 0 ? { abortStatus: status, abortPercent } : {}),
  };
  return Object.keys(result).length > 0 ? result : undefined;
}
