import { Entity, RELATION_OWNED_BY, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { getEntityRelations, humanizeEntityRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { meshTrafficApiRef } from '../api/meshTrafficApiRef';
import { queries } from '../api/queries';
import { useTemplateLink } from '../links/useTemplateLink';
import { TrafficView } from './TrafficView';

interface ServiceTrafficProps {
  entity: Entity;
  namespace: string;
  service: string;
}

/** Asks for traffic and policy of one service, each on its own: one may fail while the other shows. */
export function ServiceTraffic({ entity, namespace, service }: ServiceTrafficProps) {
  const api = useApi(meshTrafficApiRef);
  const entityRef = stringifyEntityRef(entity);
  const traffic = useQuery(queries.traffic(api, entityRef));
  const policy = useQuery(queries.policy(api, entityRef));
  const changeLink = useTemplateLink(entityRef);
  const owners = getEntityRelations(entity, RELATION_OWNED_BY).map(owner =>
    humanizeEntityRef(owner, { defaultKind: 'group' }),
  );
  return (
    <TrafficView
      name={service}
      namespace={namespace}
      owners={owners}
      traffic={traffic}
      policy={policy}
      changeLink={changeLink}
    />
  );
}
