import { tallyCalls } from './CallTally';
import { InstantSeries } from './PrometheusClient';
import { toCallerTraffic, toNumbers } from './toCallerTraffic';

const source = (labels: Record<string, string>, value?: number): InstantSeries => ({
  labels: {
    reporter: 'source',
    source_workload_namespace: 'prod',
    source_workload: 'web',
    destination_version: 'stable',
    response_code: '200',
    ...labels,
  },
  value,
});

const destination = (labels: Record<string, string>, value?: number): InstantSeries => ({
  labels: {
    reporter: 'destination',
    source_workload_namespace: 'prod',
    response_code: '200',
    response_flags: '-',
    connection_security_policy: 'mutual_tls',
    ...labels,
  },
  value,
});

function trafficOf(series: InstantSeries[], namespace = 'prod') {
  const { tallies } = tallyCalls(series);
  const tally = tallies.find(candidate => candidate.namespace === namespace);
  return tally && toCallerTraffic(tally, undefined, 300);
}

describe('the numbers of a caller', () => {
  it('count each call once, per minute, though both sides report it', () => {
    expect(trafficOf([source({}, 500), destination({}, 500)])).toMatchObject({
      requestsPerMinute: 100,
      failedPerMinute: 0,
      failedShare: 0,
      turnedAwayPerMinute: 0,
      mutualTlsShare: 1,
    });
  });

  it('hold what failed apart from what was turned away', () => {
    const traffic = trafficOf([
      source({ response_code: '200' }, 800),
      source({ response_code: '503', destination_version: 'unknown' }, 30),
      source({ response_code: '0', destination_version: 'unknown' }, 20),
      source({ response_code: '200', grpc_response_status: '14' }, 50),
      source({ response_code: '403' }, 60),
      source({ response_code: '429' }, 40),
      destination({}, 850),
      destination({ response_code: '403' }, 60),
      destination({ response_code: '429', response_flags: 'URX,RL' }, 40),
    ]);
    expect(traffic).toMatchObject({
      requestsPerMinute: 200,
      failedPerMinute: 20,
      failedShare: 100 / 900,
      turnedAwayPerMinute: 20,
    });
  });

  it('take a 429 without the flag RL for an answer of the application', () => {
    expect(trafficOf([source({}, 10), destination({ response_code: '429' }, 10)])).toMatchObject({
      turnedAwayPerMinute: 0,
    });
  });

  it('share out the versions over the calls whose version is known', () => {
    const traffic = trafficOf([
      source({ destination_version: 'stable' }, 90),
      source({ destination_version: 'canary', response_code: '503' }, 4),
      source({ destination_version: 'canary' }, 6),
      source({ destination_version: 'unknown', response_code: '503' }, 50),
    ]);
    expect(traffic?.versions).toEqual([
      { version: 'canary', requests: 10, requestsPerMinute: 2, share: 0.1 },
      { version: 'stable', requests: 90, requestsPerMinute: 18, share: 0.9 },
    ]);
  });

  it('leave out what was not measured', () => {
    const traffic = trafficOf([source({}, 10)]);
    expect(traffic).not.toHaveProperty('turnedAwayPerMinute');
    expect(traffic).not.toHaveProperty('mutualTlsShare');
    expect(traffic).not.toHaveProperty('p95Ms');
    expect(trafficOf([source({}, undefined)])).toBeUndefined();
  });

  it('come from the service where the caller has no sidecar', () => {
    const series = [
      source({}, 100),
      destination({}, 100),
      destination({ source_workload_namespace: 'unknown', connection_security_policy: 'none' }, 20),
      destination(
        {
          source_workload_namespace: 'unknown',
          response_code: '500',
          connection_security_policy: 'none',
        },
        5,
      ),
    ];
    expect(trafficOf(series, 'unknown')).toMatchObject({
      requestsPerMinute: 5,
      failedPerMinute: 1,
      mutualTlsShare: 0,
    });
  });

  it('say whether a 403 is known to come from an access rule', () => {
    const denied = destination({ response_code: '403' }, 5);
    const tagged = destination({ response_code: '403', denied_by: 'rbac' }, 5);
    expect(tallyCalls([denied]).denialsCertain).toBe(false);
    expect(tallyCalls([tagged, denied]).denialsCertain).toBe(true);
    expect(trafficOf([tagged, denied])).toMatchObject({ turnedAwayPerMinute: 1 });
    expect(tallyCalls([destination({}, 5)]).denialsCertain).toBe(true);
  });

  it('are absent altogether when nobody called', () => {
    expect(toNumbers([], [], 300)).toEqual({});
  });

  it('name the busiest workloads first', () => {
    const traffic = trafficOf([
      source({ source_workload: 'small' }, 5),
      source({ source_workload: 'big' }, 10),
    ]);
    expect(traffic?.workloads?.map(({ workload }) => workload)).toEqual(['big', 'small']);
  });
});
