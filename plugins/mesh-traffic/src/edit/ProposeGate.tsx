import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { useQuery } from '@tanstack/react-query';
import { ReactNode } from 'react';
import { ownersOf } from '../api/ownersOf';
import { queries } from '../api/queries';
import { Denied } from '../shared/Denied';
import { useTexts } from '../shared/useTexts';

interface ProposeGateProps {
  entityRef: string;
  children: ReactNode;
}

/**
 * Shows the editor to those who may propose, and whom to ask to the others. When the question itself fails the
 * editor is shown: the validator and the backend ask again.
 */
export function ProposeGate({ entityRef, children }: ProposeGateProps) {
  const t = useTexts();
  const catalogApi = useApi(catalogApiRef);
  const permission = useQuery(queries.mayPropose(useApi(permissionApiRef), entityRef));
  const denied = permission.data === false;
  const entity = useQuery({ ...queries.entity(catalogApi, entityRef), enabled: denied });
  if (!denied) return <>{children}</>;
  return <Denied title={t('preview.deniedTitle')} owners={ownersOf(entity.data ?? undefined)} />;
}
