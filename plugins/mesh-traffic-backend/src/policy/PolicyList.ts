import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  PolicyListResponse,
  policyReadPermission,
  ServiceRef,
} from 'backstage-plugin-mesh-traffic-common';
import { Access } from '../access/Access';
import { Meshes } from '../Meshes';

/** Entities are read page by page. */
const PAGE = 1_000;

/** All policies that a person may see: those of entities, and for policy admins all. */
export class PolicyList {
  constructor(
    private readonly meshes: Meshes,
    private readonly catalog: CatalogService,
    private readonly access: Access,
  ) {}

  async read(credentials: BackstageCredentials): Promise<PolicyListResponse> {
    const items = await this.#entities(credentials);
    const [visible, isAdmin] = await Promise.all([
      this.access.services(credentials, items, policyReadPermission),
      this.access.isAdmin(credentials),
    ]);
    const entityOf = new Map(visible.map(({ entityRef, service }) => [keyOf(service), entityRef]));
    const outcomes = await Promise.allSettled(this.meshes.all.map(mesh => mesh.policies.list()));
    return {
      policies: outcomes
        .flatMap(outcome => (outcome.status === 'fulfilled' ? outcome.value.policies : []))
        .map(policy => ({ ...policy, entityRef: entityOf.get(keyOf(policy.service)) }))
        .filter(policy => isAdmin || policy.entityRef !== undefined),
      failures: outcomes.flatMap((outcome, index) => {
        const mesh = this.meshes.all[index].name;
        return outcome.status === 'rejected'
          ? [{ mesh, reason: (outcome.reason as Error).message }]
          : outcome.value.problems.map(reason => ({ mesh, reason, isPartial: true }));
      }),
    };
  }

  async #entities(credentials: BackstageCredentials): Promise<Entity[]> {
    const found: Entity[] = [];
    const pages = this.catalog.streamEntities(
      {
        filter: { kind: ['Component', 'API', 'Resource'] },
        fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.annotations'],
        pageSize: PAGE,
      },
      { credentials },
    );
    for await (const page of pages) found.push(...page);
    return found;
  }
}

function keyOf({ mesh, namespace, service }: ServiceRef): string {
  return `${mesh}/${namespace}/${service}`;
}
