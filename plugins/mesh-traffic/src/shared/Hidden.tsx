import { ReactNode } from 'react';
import styles from './Hidden.module.css';

/** Text for screen readers alone. A span, unlike BUI's VisuallyHidden, so that it may stand inside a sentence. */
export function Hidden({ children }: { children: ReactNode }) {
  return <span className={styles.hidden}>{children}</span>;
}
