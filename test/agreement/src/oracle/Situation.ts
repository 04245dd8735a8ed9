import type { Call, NamespacePolicy, RoutingPolicy } from 'backstage-plugin-mesh-traffic-common';

type Spec = RoutingPolicy['spec'];

/** Where a ring's release stands, as the people who wrote the document see it. */
export interface ReleaseStand {
  /** Percent of the ring's calls for the new version; in an A/B test those of the calls with its marks. */
  percent: number;
  /** Copies of calls go to the new version. */
  mirroring: boolean;
  /** Whether the new version has pods at all. */
  running: boolean;
  /** Value of the cookie that keeps a caller on the new version. */
  cookie?: string;
  /** Value of the cookie that keeps a caller on the old one. */
  primaryCookie?: string;
}

/** A call, and whose it is in the document. */
export interface Situation {
  policy: RoutingPolicy;
  /** That of the service's namespace, where there is one. */
  namespacePolicy?: NamespacePolicy;
  call: Call;
  /** By ring; a ring that is absent is at rest. */
  releases: Record<string, ReleaseStand>;
  /** The exposure that the call comes in by. */
  exposure?: Spec['exposure'][number];
  /** Port of the service that the call is for. */
  port: Spec['service']['ports'][number];
}
