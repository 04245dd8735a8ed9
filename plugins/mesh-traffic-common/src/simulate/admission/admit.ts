import { type Manifest, manifestKey } from '../../kubernetes/manifest';
import { isKnownCondition } from '../access/matchRule';
import type {
  AuthorizationPolicySpec,
  DestinationRuleSpec,
  EnvoyFilterSpec,
  GatewaySpec,
  PeerAuthenticationSpec,
  ServiceEntrySpec,
  SidecarSpec,
  VirtualServiceSpec,
} from '../istioTypes';
import type { NotModelled, Refusal } from '../types';
import { checkRegex } from '../regex/fullMatch';
import { NETWORKING_SHAPES } from './networkingShapes';
import { regexConditions } from './regexConditions';
import { SECURITY_SHAPES } from './securityShapes';
import { readShape } from './shape';
import { destinationRuleErrors, destinationRuleWarnings } from './validateDestinationRule';
import { gatewayErrors } from './validateGateway';
import { authorizationPolicyErrors, peerAuthenticationErrors } from './validateSecurity';
import { serviceEntryErrors } from './validateServiceEntry';
import { sidecarErrors } from './validateSidecar';
import type { WebhookError } from './WebhookError';
import { virtualServiceErrors, virtualServiceWarnings } from './validateVirtualService';

/** The specs by kind. */
export interface IstioSpecs {
  VirtualService: VirtualServiceSpec;
  DestinationRule: DestinationRuleSpec;
  Sidecar: SidecarSpec;
  Gateway: GatewaySpec;
  ServiceEntry: ServiceEntrySpec;
  EnvoyFilter: EnvoyFilterSpec;
  AuthorizationPolicy: AuthorizationPolicySpec;
  PeerAuthentication: PeerAuthenticationSpec;
}

export type IstioKind = keyof IstioSpecs;

/** An object that exists in the cluster, read and checked. */
export interface Admitted<Spec> {
  /** `kind/namespace/name`. */
  key: string;
  name: string;
  namespace: string;
  annotations: Record<string, string>;
  spec: Spec;
  /** Fields of this object that the simulator does not model, unknown ones included. */
  notModelled: NotModelled[];
  /** Paths of fields that the schema does not have. */
  unknownFields: string[];
  /** The object as it was read. */
  manifest: Manifest;
}

/** Versions that the API server serves (istio manifests/charts/base/files/crd-all.gen.yaml, 1.30). */
const SERVED: Record<IstioKind, { group: string; versions: string[] }> = {
  VirtualService: { group: 'networking.istio.io', versions: ['v1', 'v1beta1', 'v1alpha3'] },
  DestinationRule: { group: 'networking.istio.io', versions: ['v1', 'v1beta1', 'v1alpha3'] },
  Sidecar: { group: 'networking.istio.io', versions: ['v1', 'v1beta1', 'v1alpha3'] },
  Gateway: { group: 'networking.istio.io', versions: ['v1', 'v1beta1', 'v1alpha3'] },
  ServiceEntry: { group: 'networking.istio.io', versions: ['v1', 'v1beta1', 'v1alpha3'] },
  EnvoyFilter: { group: 'networking.istio.io', versions: ['v1alpha3'] },
  AuthorizationPolicy: { group: 'security.istio.io', versions: ['v1', 'v1beta1'] },
  PeerAuthentication: { group: 'security.istio.io', versions: ['v1', 'v1beta1'] },
};

export type Admission =
  | { kind: IstioKind; object: Admitted<unknown>; warnings: string[] }
  | { kind: IstioKind; refused: Refusal[] };

/** Whether an Istio object comes to exist; undefined for kinds and groups that are not Istio's. */
export function admit(manifest: Manifest): Admission | undefined {
  const kind = manifest.kind as IstioKind;
  const served = Object.hasOwn(SERVED, kind) ? SERVED[kind] : undefined;
  const [group, version] = String(manifest.apiVersion).split('/');
  if (!served || group !== served.group) {
    return undefined;
  }
  const key = manifestKey(manifest);
  const refuse = (errors: { reason: string; path?: string }[]): Admission => ({
    kind,
    refused: errors.map(error => ({ object: key, ...error })),
  });
  if (!served.versions.includes(version)) {
    return refuse([
      { reason: `no matches for kind "${kind}" in version "${manifest.apiVersion}"` },
    ]);
  }
  const shape = NETWORKING_SHAPES[kind] ?? SECURITY_SHAPES[kind];
  const { value, errors, notModelled, unknown } = readShape(manifest.spec ?? {}, shape, 'spec');
  if (errors.length > 0) {
    return refuse(errors.map(reason => ({ reason, path: /^(\S+) must be/.exec(reason)?.[1] })));
  }
  const namespace = manifest.metadata.namespace ?? 'default';
  const invalid = webhookErrors(kind, value, manifest.metadata.name, namespace);
  if (invalid.length > 0) {
    return refuse(
      invalid.map(({ path, reason }) => ({
        path,
        reason: `configuration is invalid: ${reason}`,
      })),
    );
  }
  return {
    kind,
    warnings: webhookWarnings(kind, value).map(
      warning => `${kind} ${namespace}/${manifest.metadata.name}: ${warning}`,
    ),
    object: {
      key,
      name: manifest.metadata.name,
      namespace,
      annotations: manifest.metadata.annotations ?? {},
      spec: value,
      unknownFields: unknown,
      manifest,
      notModelled: [...notModelled, ...unknown, ...unknownConditions(kind, value)].map(path => ({
        object: key,
        path,
      })),
    },
  };
}

/** The shape is checked, so that the casts below hold. */
function webhookErrors(
  kind: IstioKind,
  spec: unknown,
  name: string,
  namespace: string,
): WebhookError[] {
  switch (kind) {
    case 'VirtualService':
      return virtualServiceErrors(spec as VirtualServiceSpec, namespace);
    case 'DestinationRule':
      return destinationRuleErrors(spec as DestinationRuleSpec, namespace);
    case 'AuthorizationPolicy':
      return authorizationPolicyErrors(spec as AuthorizationPolicySpec, `${name}.${namespace}`);
    case 'PeerAuthentication':
      return peerAuthenticationErrors(spec as PeerAuthenticationSpec);
    case 'Gateway':
      return gatewayErrors(spec as GatewaySpec, name);
    case 'ServiceEntry':
      return serviceEntryErrors(spec as ServiceEntrySpec, namespace);
    case 'Sidecar':
      return sidecarErrors(spec as SidecarSpec);
    default:
      return [];
  }
}

function webhookWarnings(kind: IstioKind, spec: unknown): string[] {
  switch (kind) {
    case 'VirtualService':
      return virtualServiceWarnings(spec as VirtualServiceSpec);
    case 'DestinationRule':
      return destinationRuleWarnings(spec as DestinationRuleSpec);
    default:
      return [];
  }
}

/** Conditions on the claims of a token, written as headers. */
function claimConditions({ http = [] }: VirtualServiceSpec): string[] {
  return http.flatMap((rule, index) =>
    (rule.match ?? []).flatMap((match, at) =>
      (['headers', 'withoutHeaders'] as const).flatMap(list =>
        Object.keys(match[list] ?? {})
          .filter(name => name.startsWith('@request.auth.claims'))
          .map(name => `spec.http.${index}.match.${at}.${list}["${name}"]`),
      ),
    ),
  );
}

/** Conditions that depend on more than a simulated call has, for example on a token, or that cannot be read. */
function unknownConditions(kind: IstioKind, spec: unknown): string[] {
  if (kind === 'VirtualService') {
    const unreadable = regexConditions(spec as VirtualServiceSpec)
      .filter(({ regex }) => checkRegex(regex) === 'unknown')
      .map(({ path }) => path);
    return [...unreadable, ...claimConditions(spec as VirtualServiceSpec)];
  }
  if (kind !== 'AuthorizationPolicy') {
    return [];
  }
  return ((spec as AuthorizationPolicySpec).rules ?? []).flatMap((rule, index) =>
    (rule.when ?? []).flatMap(({ key }, at) =>
      isKnownCondition(key) ? [] : [`spec.rules.${index}.when.${at}`],
    ),
  );
}
