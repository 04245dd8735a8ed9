import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { ReactNode, useEffect } from 'react';
import { isOwnProblem, problemOf } from '../../api/Problem';
import { meshTrafficApiRef } from '../../api/meshTrafficApiRef';
import { queries } from '../../api/queries';
import { Denied } from '../../shared/Denied';
import { Message } from '../../shared/Message';
import { OwnProblem } from '../../shared/OwnProblem';
import { useTexts } from '../../shared/useTexts';
import { PolicyEditValue } from '../model/PolicyEditValue';
import { RouteChanges, withoutCallers } from '../model/routePatch';
import { useDebounced } from '../useDebounced';
import { Conflicts } from './Conflicts';
import styles from './LivePreview.module.css';
import { ReviewView } from './ReviewView';

interface LivePreviewProps {
  value: PolicyEditValue & { entityRef: string };
  /** False while rows do not add up: then there is nothing to work out. */
  complete: boolean;
  versions: readonly string[];
  onChange: (value: PolicyEditValue) => void;
  /** Reads the policy anew, since it is not what this form started from. */
  onReload: () => void;
  /** Lays changes of routes over the rows. */
  onRoutes: (changes: RouteChanges) => void;
}

const TYPING_DELAY_MS = 400;

/** What the change will do, worked out by the backend while a person edits. */
export function LivePreview(props: LivePreviewProps) {
  const { value, complete, versions, onChange, onReload, onRoutes } = props;
  const t = useTexts();
  const api = useApi(meshTrafficApiRef);
  const { entityRef, base, patch } = value;
  const settledPatch = useDebounced(patch, TYPING_DELAY_MS);
  const empty = !patch || Object.keys(patch).length === 0;
  const ready = complete && !empty && settledPatch !== undefined && base !== undefined;
  const preview = useQuery({
    ...queries.preview(api, { entityRef, base, patch: settledPatch ?? {} }),
    enabled: ready && Object.keys(settledPatch ?? {}).length > 0,
  });
  const { data } = preview;
  const fresh = ready && !preview.isPlaceholderData && patch === settledPatch ? data : undefined;

  useEffect(() => {
    // Where the repository moved on, but not in what this change sets, it is now made on the newest state.
    if (!fresh || !base || fresh.conflicts.length > 0) return;
    const moved = fresh.base.commit !== base.commit;
    const summary = fresh.review.title;
    if (!moved && value.summary === summary) return;
    onChange({ ...value, base: fresh.base, summary });
    if (fresh.base.policyBlob !== base.policyBlob) onReload();
  }, [fresh, base, value, onChange, onReload]);

  const frame = (content: ReactNode) => (
    <section className={styles.preview} aria-label={t('preview.title')}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('preview.title')}
      </Text>
      {content}
    </section>
  );

  if (empty) return frame(<Text color="secondary">{t('preview.nothing')}</Text>);
  if (!complete) return frame(<Text color="secondary">{t('preview.incomplete')}</Text>);
  if (preview.error) {
    const problem = problemOf(preview.error);
    if (isOwnProblem(problem)) {
      return frame(<OwnProblem kind={problem.kind} lead={t('preview.failedTitle')} />);
    }
    return frame(
      problem.kind === 'denied' ? (
        <Denied title={t('preview.deniedTitle')} owners={[]} />
      ) : (
        <Message status="warning" title={t('preview.failedTitle')}>
          {problem.message}
        </Message>
      ),
    );
  }
  if (!data) return frame(<Text color="secondary">{t('preview.loading')}</Text>);
  if (data.conflicts.length > 0) {
    return frame(
      <Conflicts
        conflicts={data.conflicts}
        versions={versions}
        onDecide={useTheirs => {
          onChange({ ...value, base: data.base, patch: withoutCallers(patch, useTheirs) });
          onReload();
        }}
      />,
    );
  }
  return frame(
    <ReviewView
      review={data.review}
      updating={fresh === undefined}
      versions={versions}
      driftAck={value.driftAck ?? []}
      onDriftAck={driftAck => onChange({ ...value, driftAck })}
      onRoutes={onRoutes}
    />,
  );
}
