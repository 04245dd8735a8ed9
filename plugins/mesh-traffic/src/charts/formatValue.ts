import { TrafficPanel } from 'backstage-plugin-mesh-traffic-common';
import type { Format } from '../format/createFormat';

/** A value of a panel with its unit; undefined for a gap. */
export function formatValue(
  value: number | null | undefined,
  unit: TrafficPanel['unit'],
  format: Format,
): string | undefined {
  const known = value ?? undefined;
  if (unit === 'share') return format.share(known);
  return unit === 'ms' ? format.ms(known) : format.perMinute(known);
}
