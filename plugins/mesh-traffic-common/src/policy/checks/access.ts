import { Diagnostic } from '../../diagnostic';
import { Check, finding } from './Check';

/** MT1111: a denial that nothing carries out. MT1145, MT1146: gateways and load testers that would be refused. */
export const access: Check = ({ spec }) => {
  const { accessControl, callers, otherCallers, exposure, rollout } = spec;
  if (!accessControl) {
    const denied = Object.keys(callers)
      .filter(name => callers[name].access === 'deny')
      .map(name => ({ who: name, path: `spec.callers.${name}.access` }));
    if (otherCallers.access === 'deny') {
      denied.push({ who: 'All other callers', path: 'spec.otherCallers.access' });
    }
    return denied.map(({ who, path }) =>
      finding(
        'MT1111',
        'error',
        path,
        `${who}: access is denied, but nothing would refuse the calls, because accessControl is missing.`,
        'Add spec.accessControl; with mode: observe it only counts at first.',
        {
          cures: [
            {
              label: 'Count what would be refused',
              patch: { spec: { accessControl: { mode: 'observe' } } },
            },
          ],
        },
      ),
    );
  }
  const found: Diagnostic[] = [];
  if (
    exposure.length > 0 &&
    accessControl.mode === 'enforce' &&
    otherCallers.access === 'deny' &&
    accessControl.gateways.length === 0
  ) {
    found.push(
      finding(
        'MT1145',
        'error',
        'spec.accessControl.gateways',
        'The service is exposed at a gateway, but no gateway may call it.',
        "List the gateway's principal in spec.accessControl.gateways.",
      ),
    );
  }
  const tester = rollout?.loadTester?.namespace;
  if (
    tester !== undefined &&
    accessControl.mode === 'enforce' &&
    callers[tester]?.access === 'deny'
  ) {
    found.push(
      finding(
        'MT1146',
        'error',
        `spec.callers.${tester}.access`,
        `${tester} is denied, but the load tester of the rollout calls from there: every release would fail.`,
        'Allow it, or run the load tester in another namespace.',
      ),
    );
  }
  return found;
};
