import styles from './DiffText.module.css';
import { ScrollRegion } from './ScrollRegion';
import { Hidden } from './Hidden';
import { useTexts } from './useTexts';

type LineKind = 'added' | 'removed' | 'hunk' | 'same';

/** A unified diff. Added and removed lines differ by sign, stripe and colour. */
export function DiffText({ diff, path }: { diff: string; path: string }) {
  const t = useTexts();
  return (
    <ScrollRegion className={styles.diff} label={t('diff.label', { path })}>
      {diff
        .replace(/\n$/, '')
        .split('\n')
        .map((line, index) => {
          const kind = kindOf(line);
          return (
            <div key={index} className={styles.line} data-kind={kind}>
              {kind === 'added' && <Hidden>{t('diff.addedLine')} </Hidden>}
              {kind === 'removed' && <Hidden>{t('diff.removedLine')} </Hidden>}
              {line || ' '}
            </div>
          );
        })}
    </ScrollRegion>
  );
}

function kindOf(line: string): LineKind {
  if (line.startsWith('@@')) return 'hunk';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : 'same';
}
