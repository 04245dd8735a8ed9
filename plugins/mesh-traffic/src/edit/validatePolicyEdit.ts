import { ApiHolder, translationApiRef } from '@backstage/frontend-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { Diagnostic, PreviewResponse } from 'backstage-plugin-mesh-traffic-common';
import { isOwnProblem, problemOf } from '../api/Problem';
import { meshTrafficApiRef } from '../api/meshTrafficApiRef';
import { unnamedFile } from '../shared/unnamedFile';
import { Translate } from '../shared/useTexts';
import { meshTrafficTranslationRef } from '../translations';
import type { PolicyEditOptions } from './PolicyEditField';
import { mayPropose } from './mayPropose';
import { PolicyEditValue } from './model/PolicyEditValue';
import { OTHER_CALLERS, fromRoutePatch } from './model/routePatch';
import { sumOf } from './model/weights';

/**
 * Blocks the step while the change cannot be proposed. What is wrong on its face is said at once, the rest by
 * the same preview that the page shows; the backend checks again when the change is proposed.
 */
export const validatePolicyEdit: CustomFieldValidator<PolicyEditValue, PolicyEditOptions> = async (
  value,
  field,
  { apiHolder },
) => {
  const t = await textsOf(apiHolder);
  const { entityRef, base, patch } = value ?? {};
  if (!entityRef) {
    field.addError(t('validation.noService'));
    return;
  }
  const permissionApi = apiHolder.get(permissionApiRef);
  if (permissionApi && !(await mayPropose(permissionApi, entityRef))) {
    field.addError(t('preview.deniedTitle'));
    return;
  }
  if (!base || !patch) {
    field.addError(t('validation.notLoaded'));
    return;
  }
  const changes = fromRoutePatch(patch);
  if (changes.size === 0) {
    field.addError(t('validation.noChange'));
    return;
  }
  const wrong = [...changes].flatMap(([caller, weights]) => {
    if (weights === null || sumOf(weights) === 100) return [];
    const name = caller === OTHER_CALLERS ? t('caller.others') : caller;
    return t('validation.sum', { caller: name, sum: String(sumOf(weights)) });
  });
  wrong.forEach(message => field.addError(message));
  if (wrong.length > 0) return;

  const api = apiHolder.get(meshTrafficApiRef);
  if (!api) return;
  try {
    const preview = await api.previewPolicy({ entityRef, base, patch });
    blockers(preview, value, t).forEach(message => field.addError(message));
  } catch (error) {
    const problem = problemOf(error);
    const message = isOwnProblem(problem) ? t(`own.${problem.kind}`) : problem.message;
    field.addError(t('validation.failed', { message }));
  }
};

/** Why a change that was worked out must not be proposed; empty when it may be. */
function blockers(preview: PreviewResponse, value: PolicyEditValue, t: Translate): string[] {
  const { review, conflicts } = preview;
  if (conflicts.length > 0) return [t('validation.conflict')];
  const errors = review.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return errors.map(sentenceOf);
  if (review.unchanged) return [t('validation.unchanged')];
  const unseen = review.drift.filter(
    ({ status, blob }) => status === 'edited' && !(blob && value.driftAck?.includes(blob)),
  );
  return unseen.map(({ path }) => t('validation.drift', { path }));
}

function sentenceOf(error: Diagnostic): string {
  const file = unnamedFile(error);
  return `${file === undefined ? '' : `${file}: `}${error.message} ${error.help}`;
}

/** A validator is no component: it takes the texts from the app's translation API. */
async function textsOf(apiHolder: ApiHolder): Promise<Translate> {
  const api = apiHolder.get(translationApiRef);
  if (!api) throw new Error('The app has no translation API.');
  // The observable tells changes only: what is loaded already has to be asked for.
  const loaded = api.getTranslation(meshTrafficTranslationRef);
  if (loaded.ready) return loaded.t;
  return new Promise(resolve => {
    const subscription = api.translation$(meshTrafficTranslationRef).subscribe(snapshot => {
      if (!snapshot.ready) return;
      resolve(snapshot.t);
      queueMicrotask(() => subscription.unsubscribe());
    });
  });
}
