import { InputError } from '@backstage/errors';
import { MergePatch } from '../diagnostic';
import { loadYaml } from '../kubernetes/loadYaml';
import { editYaml } from '../kubernetes/yaml/editYaml';
import { applyPolicyPatch } from './applyPolicyPatch';
import { newPolicyText } from './newPolicyText';

/**
 * Applies a merge patch to the text of a policy. Everything that the patch does not touch keeps its
 * bytes, comments included. What is read back from the result is what applyPolicyPatch makes of the
 * document.
 *
 * @throws InputError when the text is not one readable document; parsePolicy says why
 */
export function editPolicyText(text: string, patch: MergePatch): string {
  const { documents, diagnostics } = loadYaml(text);
  if (diagnostics.length > 0 || documents.length !== 1) {
    const reason = diagnostics[0]?.message ?? 'It must hold exactly one document.';
    throw new InputError(`The policy's text cannot be edited. ${reason}`);
  }
  const document = applyPolicyPatch(documents[0].value, patch);
  return editYaml(text, document) ?? newPolicyText(document);
}
