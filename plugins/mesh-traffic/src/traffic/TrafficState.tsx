import { TrafficResponse } from 'backstage-plugin-mesh-traffic-common';
import { Loadable } from '../api/Loadable';
import { isOwnProblem, problemOf } from '../api/Problem';
import { useFormat } from '../format/useFormat';
import { Denied } from '../shared/Denied';
import { Message } from '../shared/Message';
import { OwnProblem } from '../shared/OwnProblem';
import { useTexts } from '../shared/useTexts';

interface TrafficStateProps {
  name: string;
  owners: string[];
  traffic: Loadable<TrafficResponse>;
}

/** Says why there are no numbers, or why these are not the newest; nothing when all is well. */
export function TrafficState({ name, owners, traffic }: TrafficStateProps) {
  const t = useTexts();
  const format = useFormat();
  const { data, error } = traffic;
  const problem = error ? problemOf(error) : undefined;

  if (problem?.kind === 'denied') {
    return <Denied title={t('state.trafficDeniedTitle', { name })} owners={owners} />;
  }
  if (isOwnProblem(problem)) {
    const lead = data
      ? t('state.noNewNumbers', { time: format.clock(data.snapshot.takenAt) })
      : t('state.noNumbers');
    return <OwnProblem kind={problem.kind} lead={lead} />;
  }
  if (!data) {
    return problem ? (
      <Message status="warning" title={t('state.sourceDownTitle')}>
        {t('state.sourceDown', { message: problem.message })}
      </Message>
    ) : null;
  }
  const { snapshot } = data;
  if (problem || snapshot.stale) {
    return (
      <Message
        status="warning"
        title={t('state.staleTitle', { time: format.clock(snapshot.takenAt) })}
      >
        {problem ? t('state.staleWithReason', { message: problem.message }) : t('state.stale')}
      </Message>
    );
  }
  if (snapshot.callers.length === 0) {
    return (
      <Message
        status="info"
        title={t('state.noCallsTitle', { window: format.duration(snapshot.windowSeconds) })}
      >
        {t('state.noCalls', { name, source: snapshot.source })}
      </Message>
    );
  }
  return null;
}
