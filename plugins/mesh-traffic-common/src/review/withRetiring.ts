import { CompileOptions } from '../compile/CompileOptions';
import { retiringAfter } from '../compile/transition/retiringAfter';
import { deepEqual } from '../deepEqual';
import { editPolicyText } from '../policy/editPolicyText';
import { parsePolicy } from '../policy/parsePolicy';

/**
 * The text of a changed policy with `spec.retiring` brought up to date: subsets that the deployed routes
 * still use stay for this change, those of the change before go. Proposals are made with it, so that no
 * call fails while the proxies learn the new rules.
 *
 * @param beforeText - the policy as it is deployed; undefined when there is none
 * @param afterText - the policy after the change; returned as it is when it cannot hold or says the same
 */
export function withRetiring(
  beforeText: string | undefined,
  afterText: string,
  options?: CompileOptions,
): string {
  if (beforeText === undefined) return afterText;
  const [before, after] = [parsePolicy(beforeText), parsePolicy(afterText)];
  if (!before.policy || !after.policy) return afterText;
  if (deepEqual(before.document, after.document)) return afterText;
  const retiring = retiringAfter(before.policy, after.policy, options);
  if (deepEqual(retiring, after.policy.spec.retiring)) return afterText;
  return editPolicyText(afterText, { spec: { retiring: retiring.length > 0 ? retiring : null } });
}
