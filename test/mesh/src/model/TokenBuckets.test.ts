import { RateLimitBucket } from 'backstage-plugin-mesh-traffic-common';
import { TokenBuckets } from './TokenBuckets';

const bucket: RateLimitBucket = {
  object: 'EnvoyFilter/shared-services/backend',
  descriptor: { source_namespace: 'dev' },
  maxTokens: 2,
  tokensPerFill: 1,
  fillIntervalMs: 1000,
  enforced: true,
};

function takes(
  times: number,
  buckets: TokenBuckets,
  from: RateLimitBucket,
  pods: number,
  at: number,
) {
  return Array.from({ length: times }, () => buckets.take([from], 'ns/backend', pods, at));
}

describe('TokenBuckets', () => {
  it('refuses when the bucket is empty and fills up again with time', () => {
    const buckets = new TokenBuckets();
    expect(takes(3, buckets, bucket, 1, 0)).toEqual([true, true, false]);
    expect(takes(2, buckets, bucket, 1, 1)).toEqual([true, false]);
    expect(takes(3, buckets, bucket, 1, 60)).toEqual([true, true, false]);
  });

  it('has one bucket per pod', () => {
    expect(takes(7, new TokenBuckets(), bucket, 3, 0).filter(Boolean)).toHaveLength(6);
  });

  it('only counts where nothing is enforced', () => {
    const observing = { ...bucket, enforced: false };
    expect(takes(5, new TokenBuckets(), observing, 1, 0)).not.toContain(false);
  });

  it('keeps callers apart', () => {
    const buckets = new TokenBuckets();
    takes(2, buckets, bucket, 1, 0);
    const other = { ...bucket, descriptor: { source_namespace: 'prod' } };
    expect(takes(1, buckets, other, 1, 0)).toEqual([true]);
  });
});
