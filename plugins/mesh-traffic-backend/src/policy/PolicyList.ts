import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  PolicyListResponse,
  policyReadPermission,
  ServiceRef,
} from 'backstage-plugin-mesh-traffic-common';
import { Access } from '../access/Access';
import { Meshes } from '../Meshes';

const MAX_ENTITIES = 5_000;

/** All policies that a person may see: those of entities, and for policy admins all. */
export class PolicyList {
  constructor(
    private readonly meshes: Meshes,
    private readonly catalog: CatalogService,
    private readonly access: Access,
  ) {}

  async read(credentials: BackstageCredentials): Promise<PolicyListResponse> {
    const { items } = await this.catalog.getEntities(
      {
        filter: { kind: ['Component', 'API', 'Resource'] },
        fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.annotations'],
        limit: MAX_ENTITIES,
      },
      { credentials },
    );
    const [visible, isAdmin] = await Promise.all([
      this.access.services(credentials, items, policyReadPermission),
      this.access.isAdmin(credentials),
    ]);
    const entityOf = new Map(visible.map(({ entityRef, service }) => [keyOf(service), entityRef]));
    const outcomes = await Promise.allSettled(this.meshes.all.map(mesh => mesh.policies.list()));
    return {
      policies: outcomes
        .flatMap(outcome => (outcome.status === 'fulfilled' ? outcome.value : []))
        .map(policy => ({ ...policy, entityRef: entityOf.get(keyOf(policy.service)) }))
        .filter(policy => isAdmin || policy.entityRef !== undefined),
      failures: outcomes.flatMap((outcome, index) =>
        outcome.status === 'rejected'
          ? [{ mesh: this.meshes.all[index].name, reason: (outcome.reason as Error).message }]
          : [],
      ),
    };
  }
}

function keyOf({ mesh, namespace, service }: ServiceRef): string {
  return `${mesh}/${namespace}/${service}`;
}
