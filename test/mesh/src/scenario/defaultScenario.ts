import { CallerSpec, Scenario, VersionBehaviour } from './Scenario';

const BACKEND = 'shared-services/backend';
const API = 'shared-services/api';
const WEB = 'shared-services/web';
const PAYMENTS = 'shared-services/payments';

const callers: CallerSpec[] = [
  {
    namespace: 'prod',
    workload: 'shop',
    streams: [
      { to: BACKEND, perMinute: 2700 },
      { to: API, perMinute: 620 },
      { to: WEB, perMinute: 240 },
    ],
  },
  {
    namespace: 'prod',
    workload: 'checkout',
    streams: [
      { to: BACKEND, perMinute: 1300 },
      { to: API, perMinute: 280 },
      { to: PAYMENTS, perMinute: 1500 },
    ],
  },
  { namespace: 'prod', workload: 'search', streams: [{ to: BACKEND, perMinute: 600 }] },
  {
    namespace: 'staging',
    workload: 'shop',
    streams: [
      { to: BACKEND, perMinute: 240 },
      { to: API, perMinute: 90 },
      { to: WEB, perMinute: 30 },
      { to: PAYMENTS, perMinute: 60 },
    ],
  },
  {
    namespace: 'dev',
    workload: 'shop',
    streams: [
      { to: BACKEND, perMinute: 14 },
      { to: API, perMinute: 9 },
    ],
  },
  {
    namespace: 'tenant-a',
    workload: 'portal',
    streams: [
      { to: BACKEND, perMinute: 36 },
      { to: API, perMinute: 48 },
    ],
  },
  { namespace: 'batch', workload: 'nightly-export', streams: [{ to: BACKEND, perMinute: 65 }] },
];

const behaviours: Record<string, VersionBehaviour> = {
  stable: { medianMs: 58, spread: 0.67, failShare: 0.0015, unavailableShare: 0.001 },
  canary: { medianMs: 67, spread: 0.7, failShare: 0.006, unavailableShare: 0.002 },
  experimental: { medianMs: 96, spread: 0.8, failShare: 0.015, unavailableShare: 0.004 },
};

/** The example of the documentation: a large production, a staging with a canary, a little of everything else. */
export const defaultScenario: Scenario = {
  name: 'default',
  description: 'production calls a lot, staging tries a canary, batch calls without being listed',
  callers,
  load: (_caller, unixSeconds) => 1 + 0.05 * Math.sin((2 * Math.PI * unixSeconds) / 2700),
  behaviour: version => behaviours[version] ?? behaviours.stable,
};
