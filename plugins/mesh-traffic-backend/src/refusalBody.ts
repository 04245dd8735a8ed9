import { ChangeReview, diagnosticPlace } from 'backstage-plugin-mesh-traffic-common';

/** Body of a 400 for a change that the checks stopped: Backstage's error, and the review that says why. */
export function refusalBody(review: ChangeReview) {
  const errors = review.diagnostics.filter(({ severity }) => severity === 'error');
  const sentences = errors
    .slice(0, 3)
    .map(error => `${diagnosticPlace(error) || 'the policy'}: ${error.message} ${error.help}`);
  const more = errors.length > 3 ? [`And ${errors.length - 3} more.`] : [];
  return {
    error: { name: 'InputError', message: [...sentences, ...more].join(' ') },
    response: { statusCode: 400 },
    review,
  };
}
