import { findingsOf } from '../__testUtils__/findingsOf';

const path = 'spec.callers.prod.circuitBreaker.outlierDetection.maxEjectionPercent';
const ejects = (outlierDetection: object) => ({ circuitBreaker: { outlierDetection } });
const unknown = { versions: { stable: { labels: { version: 'stable' } } } };

it.each([
  ['some', { ...unknown, callers: { prod: ejects({ consecutive5xxErrors: 5 }) } }, true],
  [
    'some, and a percentage is given',
    { ...unknown, callers: { prod: ejects({ maxEjectionPercent: 50 }) } },
    false,
  ],
  ['three, and half may go', { callers: { prod: ejects({ maxEjectionPercent: 50 }) } }, false],
  ['three, and a tenth may go', { callers: { prod: ejects({ interval: '5s' }) } }, true],
  [
    'at most three in all',
    {
      ...unknown,
      service: { workload: { replicas: { min: 1, max: 3 } } },
      callers: { prod: ejects({ maxEjectionPercent: 10 }) },
    },
    true,
  ],
  [
    'up to twenty in all',
    {
      ...unknown,
      service: { workload: { replicas: { min: 1, max: 20 } } },
      callers: { prod: ejects({ interval: '5s' }) },
    },
    false,
  ],
])('pods that are never ejected are found: %s', (_, spec, found) => {
  expect(findingsOf('plain', spec)).toEqual(found ? [`warning MT1110 ${path}`] : []);
});

it('also of a ring', () => {
  const spec = {
    service: { workload: { replicas: { min: 1, max: 3 } } },
    callers: { prod: ejects({ maxEjectionPercent: 10 }) },
    otherCallers: { ring: 'main' },
  };
  expect(findingsOf('rollout', spec)).toEqual([`warning MT1110 ${path}`]);
});
