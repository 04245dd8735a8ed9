import { RangeSeries } from './PrometheusClient';
import { toPanels } from './toPanels';

const grid = { start: 60, end: 240, step: 60 };

function rate(
  question: string,
  labels: Record<string, string>,
  points: RangeSeries['points'],
): RangeSeries {
  return { labels: { question, ...labels }, points };
}

const prod = { source_workload_namespace: 'prod' };

function panel(id: string, rates: RangeSeries[], latency?: RangeSeries[]) {
  return toPanels(rates, latency, grid).panels.find(candidate => candidate.id === id);
}

describe('toPanels', () => {
  it('adds up the versions of a caller, with a gap where nothing was measured', () => {
    const rates = [
      rate('requests', { ...prod, destination_version: 'stable' }, [
        [60, 90],
        [120, 80],
        [240, 90],
      ]),
      rate('requests', { ...prod, destination_version: 'canary' }, [
        [60, 10],
        [120, 20],
      ]),
    ];
    expect(panel('requests', rates)).toEqual({
      id: 'requests',
      unit: 'perMinute',
      series: [
        {
          labels: { caller: 'prod' },
          points: [[60, 100], [120, 100], [180], [240, 90]],
        },
      ],
    });
    expect(panel('versions', rates)?.series).toEqual([
      {
        labels: { caller: 'prod', version: 'canary' },
        points: [[60, 0.1], [120, 0.2], [180], [240, 0]],
      },
      {
        labels: { caller: 'prod', version: 'stable' },
        points: [[60, 0.9], [120, 0.8], [180], [240, 1]],
      },
    ]);
  });

  it('shows the share of failures among the calls that were served', () => {
    const rates = [
      rate('requests', { ...prod, destination_version: 'unknown' }, [
        [60, 100],
        [120, 50],
        [180, 0],
      ]),
      rate('failed', prod, [[60, 10]]),
      rate('turnedAway', prod, [
        [60, 50],
        [120, 50],
      ]),
    ];
    expect(panel('failed', rates)?.series[0].points).toEqual([[60, 0.2], [120], [180], [240]]);
  });

  it('draws a gap, not a zero, where a quantile has nothing to count', () => {
    const latency = [
      {
        labels: prod,
        points: [
          [60, 12.5],
          [120, undefined],
        ],
      },
    ] as RangeSeries[];
    expect(panel('latencyP95', [], latency)?.series[0].points).toEqual([
      [60, 12.5],
      [120],
      [180],
      [240],
    ]);
  });

  it('leaves out a panel that was not measured', () => {
    expect(toPanels(undefined, undefined, grid)).toEqual({ panels: [], truncated: 0 });
  });

  it('keeps the busiest of many callers and says how many lines are missing', () => {
    const rates = Array.from({ length: 70 }, (_, index) =>
      rate('requests', { source_workload_namespace: `ns-${index}` }, [[60, index]]),
    );
    const { panels, truncated } = toPanels(rates, undefined, grid);
    expect(panels[0].series).toHaveLength(60);
    expect(panels[0].series[0].labels).toEqual({ caller: 'ns-69' });
    expect(truncated).toBe(20);
  });
});
