import { PluginHeader } from '@backstage/ui';
import { MeshTrafficIcon } from '../shared/MeshTrafficIcon';
import { useTexts } from '../shared/useTexts';
import { PoliciesPage } from './PoliciesPage';

/** The policies page with a header of its own, which the new frontend system adds by itself. */
export function LegacyPoliciesPage() {
  const t = useTexts();
  return (
    <>
      <PluginHeader icon={<MeshTrafficIcon />} title={t('policies.title')} />
      <PoliciesPage />
    </>
  );
}
