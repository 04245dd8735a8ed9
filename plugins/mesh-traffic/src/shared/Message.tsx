import { Alert } from '@backstage/ui';
import { ReactNode } from 'react';

interface MessageProps {
  status: 'info' | 'warning' | 'danger' | 'success';
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}

/** A state of the page in a sentence. Problems are announced to screen readers, notes are not. */
export function Message({ status, title, children, actions }: MessageProps) {
  return (
    <Alert
      status={status}
      icon
      role={status === 'danger' || status === 'warning' ? 'alert' : 'note'}
      title={title}
      description={children}
      customActions={actions}
    />
  );
}
