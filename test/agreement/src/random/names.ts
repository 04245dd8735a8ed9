/** Namespace of the service in every random policy. */
export const HOME = 'shop';

/** Namespaces that policies list as callers. */
export const CALLERS = ['prod', 'staging', 'dev', 'others', 'a-b', 'x'.repeat(63), HOME] as const;

/** Namespaces that no policy lists. */
export const STRANGERS = ['stranger', 'passer-by'] as const;

/** A namespace whose pods have no sidecar. */
export const PLAIN = 'plain';

/** Namespace of the load tester. */
export const LOAD_TESTING = 'load-testing';

/** Namespace whose objects hold for the whole mesh. */
export const ROOT = 'istio-system';

/** Namespaces of gateways. */
export const GATEWAY_NAMESPACES = ['ingress', 'edge'] as const;

/** Services have one of these names; the second one is like a version, the third like a caller. */
export const SERVICES = ['api', 'canary', 'prod'] as const;

export const VERSIONS = ['stable', 'canary', 'v1-2', 'prod-stable'] as const;

export const DURATIONS = ['250ms', '2s', '10s', '1m30s'] as const;
