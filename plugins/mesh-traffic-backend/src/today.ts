/** The day in UTC, `YYYY-MM-DD`: on which suppressions still hold. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
