import { PullRequestRef } from 'backstage-plugin-mesh-traffic-common';
import { ExternalLink } from '../shared/ExternalLink';
import { Message } from '../shared/Message';
import { personName } from '../shared/personName';
import { useTexts } from '../shared/useTexts';

/** Changes of the same policy that wait for review, so that nobody proposes them twice. */
export function OpenProposals({ proposals }: { proposals: readonly PullRequestRef[] }) {
  const t = useTexts();
  if (proposals.length === 0) return null;
  return (
    <Message status="info" title={t('edit.proposals')}>
      {proposals.map(({ number, title, url, requestedBy }) => {
        const who = personName(requestedBy);
        return (
          <div key={number}>
            <ExternalLink href={url}>
              #{number} {title}
            </ExternalLink>{' '}
            {who && t('edit.proposalBy', { who })}
          </div>
        );
      })}
    </Message>
  );
}
