import { Diagnostic } from '../diagnostic';
import { boundFindings } from './boundFindings';
import { Findings, PlacedFinding } from './Findings';

/** What a change does to findings, see {@link boundFindings}. */
export interface ComparedFindings {
  /** There after the change, and not before. */
  brought: Diagnostic[];
  /** There before and after, as they are after. */
  known: Diagnostic[];
  /** There before, and not after, as they were. */
  cured: Diagnostic[];
}

/** How a finding of before is known again, the surest first: as it was, moved, or in other words. */
const LIKENESS: Array<(placed: PlacedFinding) => string> = [
  ({ finding, place }) => key(finding, place, finding.message),
  ({ finding }) => key(finding, finding.message),
  ({ finding, place }) => key(finding, place),
];

/**
 * Tells which findings a change brings, leaves and takes away. One that is accepted before or after is neither brought
 * nor cured: to suppress a finding cures nothing, and to stop suppressing it brings nothing new.
 */
export function compareFindings(before: Findings, after: Findings): ComparedFindings {
  const gone = new Set([...before.found, ...before.accepted]);
  const fresh = new Set([...after.found, ...after.accepted]);
  for (const likeness of LIKENESS) {
    const waiting = new Map<string, PlacedFinding[]>();
    gone.forEach(placed => {
      const same = likeness(placed);
      const others = waiting.get(same);
      if (others) others.push(placed);
      else waiting.set(same, [placed]);
    });
    fresh.forEach(placed => {
      const match = waiting.get(likeness(placed))?.shift();
      if (match) {
        gone.delete(match);
        fresh.delete(placed);
      }
    });
  }
  const diagnosticsOf = (placed: PlacedFinding[]) =>
    boundFindings(placed.map(({ finding }) => finding));
  return {
    brought: diagnosticsOf(after.found.filter(placed => fresh.has(placed))),
    known: diagnosticsOf(after.found.filter(placed => !fresh.has(placed))),
    cured: diagnosticsOf(before.found.filter(placed => gone.has(placed))),
  };
}

function key({ code, object = '' }: Diagnostic, ...parts: string[]): string {
  return JSON.stringify([code, object, ...parts]);
}
