/** Windows that numbers are taken over; few, so that viewers share them. */
const WINDOWS_SECONDS = [
  60,
  120,
  300,
  600,
  900,
  1800,
  3600,
  3 * 3600,
  6 * 3600,
  12 * 3600,
  24 * 3600,
  2 * 24 * 3600,
  4 * 24 * 3600,
  7 * 24 * 3600,
];

const STEPS_SECONDS = [5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 2 * 3600, 3 * 3600];

const POINTS = 90;

/**
 * The window to measure: the longest shared one that is not longer than asked for and begins after the
 * last change, so that calls under the old plan are not held against the new one.
 *
 * @param asked - seconds that the person wants to see
 * @param sinceChange - seconds since the last change became effective; undefined without one
 */
export function chooseWindow(asked: number, sinceChange: number | undefined): number {
  const longest = Math.min(asked, sinceChange ?? asked);
  const fitting = WINDOWS_SECONDS.filter(seconds => seconds <= longest);
  return fitting[fitting.length - 1] ?? WINDOWS_SECONDS[0];
}

/** A round distance of points for charts of this length. */
export function chooseStep(lengthSeconds: number): number {
  const wanted = lengthSeconds / POINTS;
  return STEPS_SECONDS.find(step => step >= wanted) ?? STEPS_SECONDS[STEPS_SECONDS.length - 1];
}
