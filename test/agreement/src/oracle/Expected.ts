/** Calls that a bucket lets pass, as the document counts them. */
export interface ExpectedLimit {
  /** Whose bucket: calls with the same owner draw from the same one. */
  owner: string;
  burst: number;
  requests: number;
  perMs: number;
  enforced: boolean;
}

/** Tries of one call after the first one. */
export interface ExpectedRetries {
  attempts: number;
  perTryMs?: number;
  /** In order of their names; absent: Istio's own list. */
  conditions?: string[];
}

/** Limits of one caller on one destination, in Envoy's words; what is absent is not limited. */
export interface ExpectedBreaker {
  limits: Record<string, number>;
  /** Of single connections; lengths of time in milliseconds. */
  connection: Record<string, number>;
  /** Lengths of time in milliseconds. */
  outlier?: Record<string, number>;
}

/** What the document says about one call. */
export interface Expected {
  /** Deployments that may answer, by name and joined with `+`, to whole percent of the calls. */
  shares: Record<string, number>;
  /** `any`: without a sidecar nothing of the caller's side applies. */
  client: ExpectedClient | 'any';
  access: 'allow' | 'deny' | 'refused';
  /** What would happen if observed access were enforced. */
  observed?: 'allow' | 'deny';
  limit?: ExpectedLimit;
  /** Deployment that gets copies of the calls, and of how many in a hundred. */
  mirror?: { to: string; percent: number };
}

export interface ExpectedClient {
  /** Absent: no limit. */
  timeoutMs?: number;
  /** Absent: Istio's default. */
  retries?: ExpectedRetries;
  breaker?: ExpectedBreaker;
}
