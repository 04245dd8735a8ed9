import { Button, Skeleton, Text } from '@backstage/ui';
import { PolicyDetails } from 'backstage-plugin-mesh-traffic-common';
import { useState } from 'react';
import { Loadable } from '../api/Loadable';
import { isOwnProblem, problemOf } from '../api/Problem';
import { Denied } from '../shared/Denied';
import { DiagnosticList } from '../shared/DiagnosticList';
import { ExternalLink } from '../shared/ExternalLink';
import { Message } from '../shared/Message';
import { hasVersions } from '../shared/hasVersions';
import { Hidden } from '../shared/Hidden';
import { OwnProblem } from '../shared/OwnProblem';
import { useTexts } from '../shared/useTexts';
import { OpenProposals } from './OpenProposals';
import { ProposeGate } from './ProposeGate';
import { RouteEditor } from './RouteEditor';
import { PolicyEditValue } from './model/PolicyEditValue';

interface LoadedPolicyProps {
  entityRef: string;
  policy: Loadable<PolicyDetails>;
  onReload: () => void;
  value: PolicyEditValue;
  onChange: (value: PolicyEditValue) => void;
}

/** The editor of the chosen service, or the sentence that says why there is nothing to edit. */
export function LoadedPolicy({ entityRef, policy, onReload, value, onChange }: LoadedPolicyProps) {
  const t = useTexts();
  const [moved, setMoved] = useState(false);
  const { data, error } = policy;
  if (!data && !error) {
    return (
      <div role="status" aria-busy="true">
        <Hidden>{t('edit.loading', { name: entityRef })}</Hidden>
        <Skeleton width="100%" height={160} />
      </div>
    );
  }
  if (!data) {
    const problem = problemOf(error);
    if (problem.kind === 'denied') return <Denied title={t('edit.deniedTitle')} owners={[]} />;
    const retry = (
      <Button size="small" variant="secondary" onPress={onReload}>
        {t('edit.retry')}
      </Button>
    );
    if (isOwnProblem(problem)) {
      return <OwnProblem kind={problem.kind} lead={t('edit.downTitle')} actions={retry} />;
    }
    return (
      <Message
        status="warning"
        title={t(problem.kind === 'notFound' ? 'edit.notFoundTitle' : 'edit.downTitle')}
        actions={retry}
      >
        {problem.message}
      </Message>
    );
  }
  const { service, repository } = data;
  const path = `${repository.path}/routing-policy.yaml`;
  if (!data.policy && data.base.policyBlob === null) {
    return (
      <Message status="info" title={t('edit.noPolicyTitle', { name: service.service })}>
        {t('edit.noPolicy', { path, branch: repository.branch })}{' '}
        <ExternalLink href={repository.url}>{t('edit.openRepository')}</ExternalLink>
      </Message>
    );
  }
  if (!data.policy) {
    return (
      <>
        <Message status="danger" title={t('edit.unreadableTitle')}>
          {t('edit.unreadable', { path })}
        </Message>
        <DiagnosticList diagnostics={data.diagnostics} />
      </>
    );
  }
  if (!hasVersions(data.policy)) {
    return (
      <Message status="info" title={t('edit.nothingToChooseTitle', { name: service.service })}>
        {t(data.policy.spec.rollout ? 'edit.rolledOut' : 'edit.noVersionsDeclared', { path })}
      </Message>
    );
  }
  return (
    <>
      <Text as="p" variant="body-small" color="secondary">
        {t('edit.policyOf', {
          namespace: service.namespace,
          service: service.service,
          annotations: service.mappedBy.join(', '),
        })}
      </Text>
      {moved && <Message status="info" title={t('preview.baseMoved')} />}
      <OpenProposals proposals={data.proposals} />
      <ProposeGate entityRef={entityRef}>
        <RouteEditor
          // A newer policy has other rows to start from.
          key={data.base.policyBlob}
          entityRef={entityRef}
          policy={data.policy}
          base={data.base}
          onReload={() => {
            setMoved(true);
            onReload();
          }}
          value={value}
          onChange={onChange}
        />
      </ProposeGate>
    </>
  );
}
