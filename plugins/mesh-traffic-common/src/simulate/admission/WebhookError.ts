/** What the API server or Istio's webhook says against an object. */
export interface WebhookError {
  /** In their words. */
  reason: string;
  /** Where, as a dotted path: they seldom say it themselves. */
  path: string;
}

/** The reasons, all against one place. */
export function errorsAt(path: string, reasons: readonly string[]): WebhookError[] {
  return reasons.map(reason => ({ reason, path }));
}
