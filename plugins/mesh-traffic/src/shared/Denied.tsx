import { Message } from './Message';
import { useTexts } from './useTexts';

/** No permission, and whom to ask for it. */
export function Denied({ title, owners }: { title: string; owners: readonly string[] }) {
  const t = useTexts();
  return (
    <Message status="warning" title={title}>
      {owners.length > 0
        ? t('state.deniedOwners', { owners: owners.join(', ') })
        : t('state.denied')}
    </Message>
  );
}
