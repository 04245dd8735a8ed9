import { parseDuration } from '../durations';
import type { NotModelled, RateLimitBucket } from '../types';
import { items } from '../workloads';
import { type DescribedCall, type Entry, describe } from './descriptors';
import type { LimitFilter } from './limitFilters';
import { protoField, protoNumber, protoShare, protoText } from './protoField';

export interface Drawn {
  buckets: RateLimitBucket[];
  notModelled: NotModelled[];
}

/** What gives a bucket to each connection, or shares one among all pods. */
const UNKNOWN_SETTINGS = ['local_rate_limit_per_downstream_connection', 'local_cluster_rate_limit'];

/**
 * The buckets of a local rate limit filter that a call draws a token from: those of its descriptors, smallest rate
 * first, and the default bucket where none matches or `always_consume_default_token_bucket` is left at true (envoy
 * source/extensions/filters/common/local_ratelimit, measured).
 */
export function bucketsFor(filter: LimitFilter, call: DescribedCall): Drawn {
  const { config, object, path } = filter;
  const notModelled: NotModelled[] = [];
  const leaveOut = (name: string) =>
    notModelled.push({ object, path: `${path}.typed_config.${name}` });

  // Both default to 0 %: a filter that sets neither does nothing.
  const enabled = protoShare(config, 'filter_enabled', 0);
  const enforced = protoShare(config, 'filter_enforced', 0);
  if (enabled === 0) {
    return { buckets: [], notModelled };
  }
  if (enabled < 1) {
    leaveOut('filter_enabled');
  }
  if (enforced > 0 && enforced < 1) {
    leaveOut('filter_enforced');
  }
  UNKNOWN_SETTINGS.filter(name => protoField(config, name)).forEach(leaveOut);
  const described = describe(config, call);
  described.notModelled.forEach(leaveOut);

  const candidates = items(protoField(config, 'descriptors')).flatMap(descriptor => {
    const entries = described.found.find(each => matches(descriptor, each));
    const bucket = entries && readBucket(descriptor, object);
    return bucket
      ? [
          {
            ...bucket,
            descriptor: Object.fromEntries(entries.map(({ key, value }) => [key, value])),
            enforced: enforced > 0 && protoField(descriptor, 'shadow_mode') !== true,
            isNamed: wantedEntries(descriptor).every(({ value }) => value),
          },
        ]
      : [];
  });
  // An entry without a value serves only calls that no bucket names.
  const anyNamed = candidates.some(({ isNamed }) => isNamed);
  const exact: RateLimitBucket[] = candidates
    .filter(({ isNamed }) => isNamed || !anyNamed)
    .map(({ isNamed, ...bucket }) => bucket);
  exact.sort((one, other) => rate(one) - rate(other));
  const byDefault = readBucket(config, object);
  const alwaysDefault = protoField(config, 'always_consume_default_token_bucket') !== false;
  if (byDefault && (exact.length === 0 || alwaysDefault)) {
    exact.push({ ...byDefault, enforced: enforced > 0 });
  }
  return { buckets: exact, notModelled };
}

/** Entries match one by one, in order; an entry without a value matches any. */
function matches(descriptor: unknown, entries: readonly Entry[]): boolean {
  const wanted = wantedEntries(descriptor);
  return (
    wanted.length === entries.length &&
    wanted.every(
      ({ key, value }, index) =>
        key === entries[index].key && (!value || value === entries[index].value),
    )
  );
}

function wantedEntries(descriptor: unknown): { key?: string; value?: string }[] {
  return items(protoField(descriptor, 'entries')).map(entry => ({
    key: protoText(entry, 'key'),
    value: protoText(entry, 'value'),
  }));
}

function readBucket(holder: unknown, object: string): RateLimitBucket | undefined {
  const bucket = protoField(holder, 'token_bucket');
  const maxTokens = protoNumber(bucket, 'max_tokens');
  const fillIntervalMs = parseDuration(protoText(bucket, 'fill_interval') ?? '');
  if (maxTokens === undefined || fillIntervalMs === undefined) {
    return undefined;
  }
  return {
    object,
    descriptor: {},
    maxTokens,
    tokensPerFill: protoNumber(bucket, 'tokens_per_fill') ?? 1,
    fillIntervalMs,
    enforced: false,
  };
}

function rate({ tokensPerFill, fillIntervalMs }: RateLimitBucket): number {
  return tokensPerFill / fillIntervalMs;
}
