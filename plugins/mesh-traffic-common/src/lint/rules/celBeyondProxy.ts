import { type CelOutcome, compileCel } from '../../simulate/limits/cel';
import { protoField, protoText } from '../../simulate/limits/protoField';
import { items } from '../../simulate/workloads';
import { limitsOf } from '../limitsOf';
import type { LintRule } from '../LintRule';

/** API server and webhook accept any text; Envoy refuses the whole listener. */
export const celBeyondProxy: LintRule = {
  code: 'MT2068',
  severity: 'warning',
  title: 'a CEL expression with functions that Istio’s proxy may not have',
  source: 'measured: split and substring do not exist, re.extract does; Envoy refuses the listener',
  check: context => {
    // Services limit the same callers: their expressions repeat.
    const known = new Map<string, CelOutcome>();
    const outcomeOf = (text: string) => {
      const outcome = known.get(text) ?? compileCel(text)(() => '');
      known.set(text, outcome);
      return outcome;
    };
    return limitsOf(context).flatMap(({ on, config, path }) =>
      items(protoField(config, 'rate_limits')).flatMap((limit, index) =>
        items(protoField(limit, 'actions')).flatMap((action, at) => {
          const typed = protoField(protoField(action, 'extension'), 'typed_config');
          const text = protoText(typed, 'text');
          const outcome = text === undefined ? undefined : outcomeOf(text);
          return outcome?.kind === 'unknown'
            ? [
                {
                  on,
                  path: `${path}.typed_config.rate_limits.${index}.actions.${at}.extension.typed_config.text`,
                  message: `${outcome.what} is not known to work in Istio's proxy: a wrong expression makes Envoy refuse the whole listener.`,
                  help: 'Use startsWith, ?: and re.extract.',
                },
              ]
            : [];
        }),
      ),
    );
  },
};
