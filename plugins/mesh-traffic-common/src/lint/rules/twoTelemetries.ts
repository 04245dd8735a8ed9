import { field, items, texts } from '../../simulate/workloads';
import type { LintRule } from '../LintRule';

/** Of two for the same pods one counts, and the settings of the other are lost as a whole. */
export const twoTelemetries: LintRule = {
  code: 'MT2156',
  severity: 'warning',
  title: 'two Telemetries for the same pods',
  source: 'istio pilot/pkg/model/telemetry.go; istioctl analyze IST0159, IST0160',
  check: context => {
    const seen = new Map<string, string>();
    return context.ofKind('Telemetry', 'telemetry.istio.io').flatMap(on => {
      const { spec } = on.manifest;
      if (field(spec, 'targetRef') || items(field(spec, 'targetRefs')).length > 0) {
        return [];
      }
      const selector = Object.entries(texts(field(field(spec, 'selector'), 'matchLabels'))).sort();
      const key = JSON.stringify([on.namespace, selector]);
      const other = seen.get(key);
      seen.set(key, other ?? on.name);
      return other !== undefined && other !== on.name
        ? [
            {
              on,
              path: selector.length > 0 ? 'spec.selector' : 'spec',
              message: `${other} is for ${selector.length > 0 ? 'the same pods' : `all of ${on.namespace}`} too: only one of the two counts.`,
              help: 'Make one of both.',
            },
          ]
        : [];
    });
  },
};
