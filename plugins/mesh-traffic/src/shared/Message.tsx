import { Alert } from '@backstage/ui';
import { ReactNode } from 'react';
import styles from './Message.module.css';

interface MessageProps {
  status: 'info' | 'warning' | 'danger' | 'success';
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** How it is announced; by default problems interrupt a screen reader and notes do not. */
  role?: 'alert' | 'status' | 'note';
}

/**
 * A state of the page in a sentence. Its buttons stand below: beside it, where BUI has a place for them, they leave
 * the sentence no room on a narrow screen.
 */
export function Message({ status, title, children, actions, role }: MessageProps) {
  return (
    <Alert
      status={status}
      icon
      role={role ?? (status === 'danger' || status === 'warning' ? 'alert' : 'note')}
      title={title}
      description={
        actions ? (
          <>
            {children}
            <div className={styles.actions}>{actions}</div>
          </>
        ) : (
          children
        )
      }
    />
  );
}
