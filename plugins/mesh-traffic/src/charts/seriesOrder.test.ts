import { TrafficPanel } from 'backstage-plugin-mesh-traffic-common';
import { policyDetails } from '../__testUtils__/fixtures';
import { seriesOrder } from './seriesOrder';

const panel = (id: TrafficPanel['id'], ...names: string[]): TrafficPanel => ({
  id,
  unit: 'perMinute',
  series: names.map(name => ({ labels: { name }, points: [] })),
});

it('gives a caller the same place whatever panel names it first', () => {
  const there = seriesOrder([panel('requests', 'zoo', 'dev'), panel('failed', 'batch')], []);
  const back = seriesOrder([panel('failed', 'batch', 'dev'), panel('requests', 'zoo')], []);
  expect(there.callers).toEqual(['batch', 'dev', 'zoo']);
  expect(back.callers).toEqual(there.callers);
});

it('puts the callers of the policy first', () => {
  const panels = [panel('requests', 'batch', 'dev')];
  expect(seriesOrder(panels, [], policyDetails).callers).toEqual([
    'prod',
    'staging',
    'dev',
    'batch',
  ]);
});

it('orders shares by caller, then by version as the bars have them', () => {
  const share = (caller: string, version: string) => ({ labels: { caller, version }, points: [] });
  const panels: TrafficPanel[] = [
    {
      id: 'versions',
      unit: 'share',
      series: [
        share('batch', 'stable'),
        share('staging', 'canary'),
        share('staging', 'beta'),
        share('staging', 'stable'),
        share('prod', 'stable'),
      ],
    },
  ];
  expect(seriesOrder(panels, ['stable', 'canary'], policyDetails).versions).toEqual([
    'prod, stable',
    'staging, stable',
    'staging, canary',
    'staging, beta',
    'batch, stable',
  ]);
});
