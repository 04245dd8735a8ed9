import type { Manifest } from '../kubernetes/manifest';
import { type Admitted, type IstioKind, type IstioSpecs, admit } from './admission/admit';
import { byCreation } from './creationOrder';
import { type RuleLookup, createRuleLookup } from './destinationRule/lookup';
import { lastTexts } from './lastTexts';
import { type OtherInfluences, readOtherInfluences } from './otherInfluences';
import { type MeshService, readServices } from './services';
import type { Refusal, SimulateOptions } from './types';
import { mergeDelegates } from './virtualService/mergeDelegates';
import { type ResolvedVirtualService, resolveVirtualService } from './virtualService/resolveNames';
import { type InjectedNamespaces, readInjection, readWorkloads } from './workloads';

/** The manifests, read and indexed once. */
export interface World {
  rootNamespace: string;
  /** The mesh's own first. */
  trustDomains: string[];
  injects: InjectedNamespaces;
  services: Map<string, MeshService>;
  virtualServices: ResolvedVirtualService[];
  ruleFor: RuleLookup;
  sidecars: Admitted<IstioSpecs['Sidecar']>[];
  gateways: Admitted<IstioSpecs['Gateway']>[];
  authorizationPolicies: Admitted<IstioSpecs['AuthorizationPolicy']>[];
  peerAuthentications: Admitted<IstioSpecs['PeerAuthentication']>[];
  envoyFilters: Admitted<IstioSpecs['EnvoyFilter']>[];
  /** Accepted Istio objects of a kind, oldest first. */
  objects<Kind extends IstioKind>(kind: Kind): Admitted<IstioSpecs[Kind]>[];
  influences: OtherInfluences;
  refused: Refusal[];
  warnings: string[];
}

export function buildWorld(texts: readonly Manifest[], options: SimulateOptions): World {
  const manifests = lastTexts(texts);
  const rootNamespace = options.rootNamespace ?? 'istio-system';
  const refused: Refusal[] = [];
  const warnings: string[] = [];
  const admitted = new Map<IstioKind, Admitted<unknown>[]>();
  for (const manifest of byCreation(manifests, options.createdOrder)) {
    const admission = admit(manifest);
    if (admission && 'object' in admission) {
      const known = admitted.get(admission.kind) ?? [];
      known.push(admission.object);
      admitted.set(admission.kind, known);
      warnings.push(...admission.warnings);
    } else if (admission) {
      refused.push(...admission.refused);
    }
  }
  // The shapes of the specs were checked by admit, kind by kind.
  const objects = <Kind extends IstioKind>(kind: Kind) =>
    (admitted.get(kind) ?? []) as Admitted<IstioSpecs[Kind]>[];

  const injects = readInjection(manifests);
  const workloads = readWorkloads(manifests, injects, options.readyPods);
  return {
    rootNamespace,
    trustDomains: [options.trustDomain ?? 'cluster.local', ...(options.trustDomainAliases ?? [])],
    injects,
    services: readServices(manifests, workloads),
    virtualServices: mergeDelegates(objects('VirtualService').map(resolveVirtualService)),
    ruleFor: createRuleLookup(objects('DestinationRule'), rootNamespace),
    objects,
    sidecars: objects('Sidecar'),
    gateways: objects('Gateway'),
    authorizationPolicies: objects('AuthorizationPolicy'),
    peerAuthentications: objects('PeerAuthentication'),
    envoyFilters: objects('EnvoyFilter'),
    influences: readOtherInfluences(manifests, rootNamespace),
    refused,
    warnings,
  };
}
