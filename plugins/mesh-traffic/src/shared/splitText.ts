import type { Format } from '../format/createFormat';
import type { Translate } from './useTexts';

/** Percent per version. */
type Split = Record<string, number>;

/** Versions of a split that get calls, in the order of the page; unknown ones last. */
export function usedVersions(split: Split, order: readonly string[]): string[] {
  const rank = (version: string) => {
    const index = order.indexOf(version);
    return index === -1 ? order.length : index;
  };
  return Object.keys(split)
    .filter(version => split[version] > 0)
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b, 'en'));
}

/** `90 % stable, 10 % canary`. */
export function partsText(split: Split, order: readonly string[], t: Translate, format: Format) {
  return usedVersions(split, order)
    .map(version => t('split.part', { percent: format.percent(split[version]), version }))
    .join(', ');
}

/**
 * `90 % stable, 10 % canary (plan 90/10)`: what was measured, then the plan; the plan in short where both
 * name the same versions.
 */
export function splitText(
  observed: Split | undefined,
  plan: Split | undefined,
  order: readonly string[],
  t: Translate,
  format: Format,
): string {
  const planParts = plan && partsText(plan, order, t, format);
  if (!observed) return planParts ? t('split.planOnly', { parts: planParts }) : t('split.nothing');
  const observedText = partsText(observed, order, t, format);
  if (!plan || !planParts) return observedText;
  const versions = usedVersions(observed, order);
  const same = versions.join() === usedVersions(plan, order).join();
  const parts = same && versions.length > 1 ? versions.map(v => plan[v]).join('/') : planParts;
  return t('split.observedAndPlan', { observed: observedText, plan: t('split.plan', { parts }) });
}
