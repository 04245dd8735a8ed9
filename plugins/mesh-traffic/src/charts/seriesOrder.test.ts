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

it('puts the callers and versions of the policy first', () => {
  const panels = [panel('requests', 'batch', 'dev'), panel('versions', 'beta', 'canary')];
  expect(seriesOrder(panels, ['stable', 'canary'], policyDetails)).toEqual({
    callers: ['prod', 'staging', 'dev', 'batch'],
    versions: ['stable', 'canary', 'beta'],
  });
});
