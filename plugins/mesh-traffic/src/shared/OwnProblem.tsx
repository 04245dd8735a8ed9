import { ReactNode } from 'react';
import { Message } from './Message';
import { useTexts } from './useTexts';

interface OwnProblemProps {
  kind: 'fault' | 'unreachable';
  /** What is missing, without a full stop: begins the title. */
  lead: string;
  actions?: ReactNode;
}

/** Says that Backstage is the cause, and where to look. What it said itself is for its log. */
export function OwnProblem({ kind, lead, actions }: OwnProblemProps) {
  const t = useTexts();
  return (
    <Message status="danger" title={t(`own.${kind}Title`, { lead })} actions={actions}>
      {t(`own.${kind}`)}
    </Message>
  );
}
