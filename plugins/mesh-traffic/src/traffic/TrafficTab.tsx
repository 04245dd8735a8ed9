import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { QueryProvider } from '../api/QueryProvider';
import { mapByAnnotations } from '../api/mapByAnnotations';
import scope from '../shared/scope.module.css';
import { NotMapped } from './NotMapped';
import { ServiceTraffic } from './ServiceTraffic';
import styles from './TrafficTab.module.css';

/** The Traffic tab of a component: who calls its service, what was planned and what is measured. */
export function TrafficTab() {
  const { entity } = useEntity();
  const mapping = mapByAnnotations(entity);
  return (
    <div className={`${scope.scope} ${styles.tab}`}>
      {mapping.mapped ? (
        <QueryProvider>
          <ServiceTraffic
            key={stringifyEntityRef(entity)}
            entity={entity}
            namespace={mapping.mapping.namespace}
            service={mapping.mapping.service}
          />
        </QueryProvider>
      ) : (
        <NotMapped name={entity.metadata.name} reason={mapping.reason} />
      )}
    </div>
  );
}
