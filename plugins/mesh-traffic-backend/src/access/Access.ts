import {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { Entity, parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizePermissionRequest,
  AuthorizeResult,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  candidatesFor,
  mapEntity,
  PolicyTarget,
  policyAdminPermission,
  policyProposePermission,
  ServiceMapping,
} from 'backstage-plugin-mesh-traffic-common';
import { Request } from 'express';

/** The permissions that are asked about one service. */
export type ServicePermission = ResourcePermission<'catalog-entity'>;

export interface AccessOptions {
  auth: AuthService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  catalog: CatalogService;
  /** Names of the configured meshes, the default first. */
  meshes: string[];
}

/**
 * Decides who may do what; the first thing every route asks, before any upstream call and any cache.
 *
 * A service principal passes every permission policy, hence writes take only users.
 */
export class Access {
  constructor(private readonly options: AccessOptions) {}

  /** The person or plugin behind a request that only reads. */
  reader(request: Request): Promise<BackstageCredentials> {
    return this.options.httpAuth.credentials(request, { allow: ['user', 'service'] });
  }

  /** The person behind a request that writes. */
  writer(request: Request): Promise<BackstageCredentials<BackstageUserPrincipal>> {
    return this.options.httpAuth.credentials(request, { allow: ['user'] });
  }

  /**
   * The service that a request is about, once the permission for it is granted.
   *
   * @throws NotFoundError when the person cannot see the entity or it stands for no service, NotAllowedError when the permission is denied
   */
  async service(
    credentials: BackstageCredentials,
    target: PolicyTarget,
    permission: ServicePermission,
  ): Promise<ServiceMapping> {
    if ('policyRef' in target) {
      await this.#require(
        credentials,
        { permission: policyAdminPermission },
        'services that no catalog entity stands for',
      );
      this.#requireMesh(target.policyRef.mesh);
      return { ...target.policyRef, mappedBy: [] };
    }
    const entity = await this.options.catalog.getEntityByRef(target.entityRef, { credentials });
    if (!entity) {
      throw new NotFoundError(`The catalog has no ${target.entityRef} that you may see.`);
    }
    const resourceRef = stringifyEntityRef(entity);
    await this.#require(credentials, { permission, resourceRef }, resourceRef);
    return this.#map(entity, target.mesh);
  }

  /**
   * Like {@link service}, for a change. An entity names its service itself, so the owner of one entity
   * could name a service that another entity stands for: the permission is required for each of them.
   */
  async serviceToChange(
    credentials: BackstageCredentials,
    target: PolicyTarget,
  ): Promise<ServiceMapping> {
    const service = await this.service(credentials, target, policyProposePermission);
    if ('policyRef' in target) return service;
    const entityRefs = await this.#entitiesOf(service);
    if (entityRefs.length === 0) return service;
    const answers = await this.options.permissions.authorize(
      entityRefs.map(resourceRef => ({ permission: policyProposePermission, resourceRef })),
      { credentials },
    );
    const refused = entityRefs.find((_, index) => answers[index].result !== AuthorizeResult.ALLOW);
    if (refused !== undefined) {
      throw new NotAllowedError(
        `${refused} stands for ${service.namespace}/${service.service} too, and you may not do this with it: ` +
          `the permission ${policyProposePermission.name} is missing there. Ask its owner or the platform team.`,
      );
    }
    return service;
  }

  /** True when the permission for a target is granted; for what is left out without it. */
  async may(
    credentials: BackstageCredentials,
    target: PolicyTarget,
    permission: ServicePermission,
  ): Promise<boolean> {
    if ('policyRef' in target) return this.isAdmin(credentials);
    const resourceRef = stringifyEntityRef(parseEntityRef(target.entityRef));
    const [answer] = await this.options.permissions.authorize([{ permission, resourceRef }], {
      credentials,
    });
    return answer.result === AuthorizeResult.ALLOW;
  }

  /** True when the person may see and change services that no entity stands for. */
  async isAdmin(credentials: BackstageCredentials): Promise<boolean> {
    const [answer] = await this.options.permissions.authorize(
      [{ permission: policyAdminPermission }],
      { credentials },
    );
    return answer.result === AuthorizeResult.ALLOW;
  }

  /** The services among `entities` for which the permission is granted, each with its entity. */
  async services(
    credentials: BackstageCredentials,
    entities: Entity[],
    permission: ServicePermission,
  ): Promise<Array<{ entityRef: string; service: ServiceMapping }>> {
    const mapped = entities.flatMap(entity => {
      const outcome = mapEntity(entity, this.options.meshes);
      return outcome.mapped
        ? [{ entityRef: stringifyEntityRef(entity), service: outcome.mapping }]
        : [];
    });
    if (mapped.length === 0) return [];
    const answers = await this.options.permissions.authorize(
      mapped.map(({ entityRef }) => ({ permission, resourceRef: entityRef })),
      { credentials },
    );
    return mapped.filter((_, index) => answers[index].result === AuthorizeResult.ALLOW);
  }

  /** Whoever stands for a service, whether or not the person may see it: for a decision, not to be shown. */
  async #entitiesOf({ mesh, namespace, service }: ServiceMapping): Promise<string[]> {
    const { auth, catalog, meshes } = this.options;
    const { items } = await catalog.getEntities(
      {
        filter: candidatesFor({ namespace, service }),
        fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.annotations'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items
      .filter(entity => {
        const outcome = mapEntity(entity, meshes);
        return (
          outcome.mapped &&
          outcome.mapping.mesh === mesh &&
          outcome.mapping.namespace === namespace &&
          outcome.mapping.service === service
        );
      })
      .map(entity => stringifyEntityRef(entity));
  }

  #map(entity: Entity, mesh: string | undefined): ServiceMapping {
    const outcome = mapEntity(entity, this.options.meshes);
    if (!outcome.mapped) {
      throw new NotFoundError(`${outcome.reason} ${outcome.help}`);
    }
    if (mesh !== undefined && mesh !== outcome.mapping.mesh) {
      throw new InputError(
        `${stringifyEntityRef(entity)} belongs to the mesh "${outcome.mapping.mesh}", not to "${mesh}".`,
      );
    }
    return outcome.mapping;
  }

  #requireMesh(mesh: string) {
    if (!this.options.meshes.includes(mesh)) {
      throw new NotFoundError(
        `The mesh "${mesh}" is not configured; there is: ${this.options.meshes.join(', ') || 'none'}.`,
      );
    }
  }

  async #require(
    credentials: BackstageCredentials,
    question: AuthorizePermissionRequest,
    subject: string,
  ) {
    const [answer] = await this.options.permissions.authorize([question], { credentials });
    if (answer.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not do this with ${subject}: the permission ${question.permission.name} is missing. ` +
          `Ask the owner of the service or the platform team.`,
      );
    }
  }
}
