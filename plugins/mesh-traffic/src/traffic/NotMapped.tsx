import { Text } from '@backstage/ui';
import { SERVICE_ANNOTATION } from 'backstage-plugin-mesh-traffic-common';
import { CopyText } from '../shared/CopyText';
import { Message } from '../shared/Message';
import { useTexts } from '../shared/useTexts';

const FILE = 'catalog-info.yaml';

/** The component does not say which Kubernetes Service it is: why, and the lines that connect it. */
export function NotMapped({ name, reason }: { name: string; reason: string }) {
  const t = useTexts();
  const help = t('state.notMappedHelp', { file: FILE });
  const yaml = `metadata:\n  annotations:\n    ${SERVICE_ANNOTATION}: <namespace>/${name}\n`;
  return (
    <>
      <Message status="info" title={t('state.notMappedTitle')}>
        {reason}
      </Message>
      <Text as="p">{help}</Text>
      <CopyText text={yaml} label={help} />
    </>
  );
}
