import { Button } from '@backstage/ui';
import { useState } from 'react';
import styles from './CopyText.module.css';
import { ScrollRegion } from './ScrollRegion';
import { useTexts } from './useTexts';

/** Text for a file, with a button that copies it. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const t = useTexts();
  const [outcome, setOutcome] = useState<'done' | 'failed'>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('done');
    } catch {
      // No clipboard without https or permission: the text can still be marked by hand, and that is said.
      setOutcome('failed');
    }
  };
  return (
    <div className={styles.frame}>
      <ScrollRegion className={styles.text} label={label}>
        <pre>{text}</pre>
      </ScrollRegion>
      <div className={styles.actions}>
        <Button variant="secondary" size="small" onPress={copy}>
          {t('copy.button')}
        </Button>
        <span role="status">{outcome && t(`copy.${outcome}`)}</span>
      </div>
    </div>
  );
}
