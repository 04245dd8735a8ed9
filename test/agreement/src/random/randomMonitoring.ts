import { Random } from './Random';
import { type Fields, present } from './randomRule';

/** Dashboard, tags, rules and alerts: no call may meet anything else for them. */
export function randomMonitoring(random: Random): Fields {
  return present({
    dashboard: random.maybe(0.7, () =>
      random.pick([true, false, { namespace: 'monitoring', labels: { dashboards: 'mesh' } }]),
    ),
    denialTags: random.maybe(0.6, () => random.chance(0.8)),
    recordingRules: random.maybe(0.6, () => random.chance(0.8)),
    alerts: random.maybe(0.7, () =>
      random.pick([
        true,
        { failedPercent: 5, latencyP95: '400ms' },
        { turnedAwayPercent: 0.5, for: '10m', labels: { severity: 'page' } },
      ]),
    ),
    ruleLabels: random.maybe(0.3, () => ({ release: 'prometheus' })),
    tabUrl: random.maybe(0.3, () => 'https://portal.example.com/catalog/default/component/api'),
  });
}
