import { InputError } from '@backstage/errors';
import { diagnosticPlace, PreviewResponse } from 'backstage-plugin-mesh-traffic-common';

/** Stops the task when a change cannot be proposed, in the words of what was found. */
export function refuseErrors({ review, conflicts }: PreviewResponse) {
  const [conflict] = conflicts;
  if (conflict) {
    throw new InputError(
      `Somebody changed ${conflict.path} since the form was opened. Open it again and repeat the change.`,
    );
  }
  const error = review.diagnostics.find(({ severity }) => severity === 'error');
  if (error) {
    throw new InputError(
      `${diagnosticPlace(error) || 'The policy'}: ${error.message} ${error.help}`,
    );
  }
}
