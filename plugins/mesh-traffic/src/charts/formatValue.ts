import { TrafficPanel } from 'backstage-plugin-mesh-traffic-common';
import type { Format } from '../format/createFormat';

/** A number at the axis: the title says what calls per minute are, so that only other units are repeated. */
export function formatAxis(value: number, unit: TrafficPanel['unit'], format: Format): string {
  return (unit === 'perMinute' ? format.rate(value) : formatValue(value, unit, format)) ?? '';
}

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
