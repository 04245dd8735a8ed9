import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { meshTrafficApiRef } from '../api/meshTrafficApiRef';
import { ownersOf } from '../api/ownersOf';
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
  return (
    <TrafficView
      name={service}
      namespace={namespace}
      owners={ownersOf(entity)}
      traffic={traffic}
      policy={policy}
      changeLink={changeLink}
    />
  );
}
