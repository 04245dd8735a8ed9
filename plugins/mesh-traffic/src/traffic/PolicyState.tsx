import { PolicyDetails } from 'backstage-plugin-mesh-traffic-common';
import { Loadable } from '../api/Loadable';
import { isOwnProblem, problemOf } from '../api/Problem';
import { Denied } from '../shared/Denied';
import { DiagnosticList } from '../shared/DiagnosticList';
import { Message } from '../shared/Message';
import { OwnProblem } from '../shared/OwnProblem';
import { useTexts } from '../shared/useTexts';

interface PolicyStateProps {
  name: string;
  namespace: string;
  owners: string[];
  policy: Loadable<PolicyDetails>;
}

/** Says why there is no plan, or why it may be old; nothing when the policy was read well. */
export function PolicyState({ name, namespace, owners, policy }: PolicyStateProps) {
  const t = useTexts();
  const { data, error } = policy;
  const problem = error ? problemOf(error) : undefined;

  if (problem?.kind === 'denied') {
    return <Denied title={t('state.policyDeniedTitle', { name })} owners={owners} />;
  }
  if (isOwnProblem(problem)) {
    return <OwnProblem kind={problem.kind} lead={t('state.noPlan')} />;
  }
  if (problem) {
    return (
      <Message status="warning" title={t('state.forgeDownTitle')}>
        {t('state.forgeDown', { message: problem.message })}
      </Message>
    );
  }
  if (!data) return null;
  const file = `${data.repository.path || `${namespace}/${name}`}/routing-policy.yaml`;
  if (!data.policy && data.base.policyBlob === null) {
    return (
      <Message status="info" title={t('state.noPolicyTitle')}>
        {t('state.noPolicy', { name, path: file })}
      </Message>
    );
  }
  if (!data.policy) {
    return (
      <>
        <Message status="danger" title={t('state.unreadableTitle')}>
          {t('state.unreadable', { path: file })}
        </Message>
        <DiagnosticList diagnostics={data.diagnostics} />
      </>
    );
  }
  return data.diagnostics.length > 0 ? <DiagnosticList diagnostics={data.diagnostics} /> : null;
}
