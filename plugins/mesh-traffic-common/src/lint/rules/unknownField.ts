import type { IstioKind } from '../../simulate/admission/admit';
import type { LintRule } from '../LintRule';

const KINDS: IstioKind[] = [
  'VirtualService',
  'DestinationRule',
  'Sidecar',
  'Gateway',
  'ServiceEntry',
  'EnvoyFilter',
  'AuthorizationPolicy',
  'PeerAuthentication',
];

/** Strict clients refuse the object; others drop the field without a word. */
export const unknownField: LintRule = {
  code: 'MT2003',
  severity: 'error',
  title: 'a field that the schema does not have',
  source: 'Kubernetes API concepts, field validation; istio/api protos',
  check: context =>
    KINDS.flatMap(kind =>
      context.istio(kind).flatMap(({ on, unknownFields }) =>
        unknownFields.map(path => ({
          on,
          path,
          message: `${kind} has no field "${path.split('.').at(-1)}" there: it is refused or dropped without a word.`,
          help: 'Look for a misspelling, or remove the field.',
        })),
      ),
    ),
};
