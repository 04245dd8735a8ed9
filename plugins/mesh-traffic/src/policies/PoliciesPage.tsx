import { useApi } from '@backstage/core-plugin-api';
import { Container } from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { QueryProvider } from '../api/QueryProvider';
import { meshTrafficApiRef } from '../api/meshTrafficApiRef';
import { queries } from '../api/queries';
import scope from '../shared/scope.module.css';
import { PoliciesView } from './PoliciesView';

/** All routing policies, those that need attention first. */
export function PoliciesPage() {
  return (
    <QueryProvider>
      <Policies />
    </QueryProvider>
  );
}

function Policies() {
  const api = useApi(meshTrafficApiRef);
  const policies = useQuery(queries.policies(api));
  return (
    <Container my="4" className={scope.scope}>
      <PoliciesView policies={policies} />
    </Container>
  );
}
