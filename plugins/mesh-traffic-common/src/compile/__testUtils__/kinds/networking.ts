import { z } from 'zod';
import { count, duration, host, kind, label, labels, port, subdomain } from './common';

const text = z.union([
  z.strictObject({ exact: z.string().min(1) }),
  z.strictObject({ prefix: z.string().min(1) }),
  z.strictObject({ regex: z.string().min(1) }),
]);

const destination = z.strictObject({
  host,
  subset: label.optional(),
  port: z.strictObject({ number: port }).optional(),
});

/** Several destinations have weights that add up to 100; a single one has none. */
const route = z
  .array(z.strictObject({ destination, weight: z.int().min(1).max(99).optional() }))
  .min(1)
  .refine(list =>
    list.length === 1
      ? list[0].weight === undefined
      : list.reduce((sum, { weight = 0 }) => sum + weight, 0) === 100,
  );

const httpMatch = z.strictObject({
  uri: text.optional(),
  method: text.optional(),
  headers: z.record(z.string(), text).optional(),
  port: port.optional(),
  sourceNamespace: label.optional(),
});

const retries = z
  .strictObject({
    attempts: z.int().min(0),
    perTryTimeout: duration.optional(),
    retryOn: z.string().min(1).optional(),
  })
  .refine(({ attempts, perTryTimeout, retryOn }) => attempts > 0 || !(perTryTimeout || retryOn));

const httpRule = z
  .strictObject({
    name: z.string().min(1),
    match: z.array(httpMatch).min(1).optional(),
    route: route.optional(),
    delegate: z.strictObject({ name: label, namespace: label }).optional(),
    timeout: duration.optional(),
    retries: retries.optional(),
  })
  .refine(rule => (rule.route === undefined) !== (rule.delegate === undefined));

export const virtualService = kind('networking.istio.io/v1', 'VirtualService', {
  spec: z
    .strictObject({
      hosts: z.array(host).min(1),
      gateways: z.array(z.string()).min(1).optional(),
      http: z.array(httpRule).min(1).optional(),
      tcp: z
        .array(
          z.strictObject({
            match: z.array(z.strictObject({ port, sourceNamespace: label.optional() })).min(1),
            route,
          }),
        )
        .min(1)
        .optional(),
    })
    .refine(({ http, tcp }) => http || tcp),
});

const trafficPolicy = z.strictObject({
  connectionPool: z
    .strictObject({
      tcp: z
        .strictObject({ maxConnections: count.optional(), connectTimeout: duration.optional() })
        .optional(),
      http: z
        .strictObject({
          http1MaxPendingRequests: count.optional(),
          http2MaxRequests: count.optional(),
          maxRequestsPerConnection: count.optional(),
          maxRetries: count.optional(),
          idleTimeout: duration.optional(),
        })
        .optional(),
    })
    .optional(),
  outlierDetection: z
    .strictObject({
      consecutiveGatewayErrors: count.optional(),
      consecutive5xxErrors: count.optional(),
      interval: duration.optional(),
      baseEjectionTime: duration.optional(),
      maxEjectionPercent: z.int().min(0).max(100).optional(),
      minHealthPercent: z.int().min(0).max(100).optional(),
    })
    .optional(),
});

/** Limits stand in subsets, or in the namespace of a caller, where they bind no sidecar of the service. */
export const destinationRule = kind('networking.istio.io/v1', 'DestinationRule', {
  spec: z.union([
    z.strictObject({
      host,
      subsets: z
        .array(
          z.strictObject({
            name: label,
            labels: labels.optional(),
            trafficPolicy: trafficPolicy.optional(),
          }),
        )
        .min(1)
        .refine(list => new Set(list.map(({ name }) => name)).size === list.length),
    }),
    z.strictObject({ host, exportTo: z.tuple([z.literal('.')]), trafficPolicy }),
  ]),
});

const bucket = z.strictObject({
  max_tokens: count,
  tokens_per_fill: count,
  fill_interval: z.enum(['1s', '60s', '3600s']),
});

const actions = z.tuple([
  z.strictObject({
    actions: z.tuple([
      z.strictObject({
        extension: z.strictObject({
          name: z.literal('envoy.rate_limit_descriptors.expr'),
          typed_config: z.strictObject({
            '@type': z.string(),
            descriptor_key: z.string(),
            // Envoy refuses the listener for any other function.
            text: z
              .string()
              .refine(expression =>
                (expression.match(/[\w.]+(?=\()/g) ?? []).every(name =>
                  /(^re\.extract|\.startsWith)$/.test(name),
                ),
              ),
          }),
        }),
      }),
    ]),
  }),
]);

const runtimePercent = z.strictObject({
  runtime_key: z.string(),
  default_value: z.strictObject({
    numerator: z.int().min(0).max(100),
    denominator: z.literal('HUNDRED'),
  }),
});

const localFilter = z.strictObject({
  name: z.literal('envoy.filters.http.local_ratelimit'),
  typed_config: z.strictObject({
    '@type': z.string().endsWith('.LocalRateLimit'),
    stat_prefix: z.string(),
    filter_enabled: runtimePercent,
    filter_enforced: runtimePercent,
    request_headers_to_add_when_not_enforced: z
      .array(
        z.strictObject({
          header: z.strictObject({ key: z.string(), value: z.string() }),
          append_action: z.literal('OVERWRITE_IF_EXISTS_OR_ADD'),
        }),
      )
      .optional(),
    enable_x_ratelimit_headers: z.enum(['OFF', 'DRAFT_VERSION_03']),
    token_bucket: bucket,
    always_consume_default_token_bucket: z.literal(false),
    rate_limited_as_resource_exhausted: z.literal(true).optional(),
    rate_limits: actions,
    descriptors: z.array(
      z.strictObject({
        entries: z.tuple([z.strictObject({ key: z.string(), value: z.string().optional() })]),
        token_bucket: bucket,
        shadow_mode: z.literal(true).optional(),
      }),
    ),
    max_dynamic_descriptors: count.optional(),
  }),
});

const globalFilter = z.strictObject({
  name: z.literal('envoy.filters.http.ratelimit'),
  typed_config: z.strictObject({
    '@type': z.string().endsWith('.RateLimit'),
    domain: z.string(),
    failure_mode_deny: z.literal(false),
    rate_limited_as_resource_exhausted: z.literal(true).optional(),
    timeout: duration,
    rate_limit_service: z.strictObject({
      transport_api_version: z.literal('V3'),
      grpc_service: z.strictObject({
        envoy_grpc: z.strictObject({ cluster_name: z.string(), authority: host }),
      }),
    }),
    rate_limits: actions,
  }),
});

export const envoyFilter = kind(
  'networking.istio.io/v1alpha3',
  'EnvoyFilter',
  {
    spec: z.strictObject({
      workloadSelector: z.strictObject({ labels }),
      configPatches: z.tuple([
        z.strictObject({
          applyTo: z.literal('HTTP_FILTER'),
          match: z.strictObject({
            context: z.literal('SIDECAR_INBOUND'),
            listener: z.strictObject({
              filterChain: z.strictObject({
                filter: z.strictObject({
                  name: z.literal('envoy.filters.network.http_connection_manager'),
                  subFilter: z.strictObject({ name: z.literal('envoy.filters.http.router') }),
                }),
              }),
            }),
          }),
          patch: z.strictObject({
            operation: z.literal('INSERT_BEFORE'),
            value: z.union([localFilter, globalFilter]),
          }),
        }),
      ]),
    }),
  },
  subdomain,
);
