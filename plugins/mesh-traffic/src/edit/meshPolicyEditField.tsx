import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { PolicyEditField } from './PolicyEditField';
import { policyEditSchema } from './policyEditSchema';
import { validatePolicyEdit } from './validatePolicyEdit';

/** `ui:field: MeshPolicyEdit` for templates, in the new frontend system. */
export const meshPolicyEditField = createFormField({
  name: 'MeshPolicyEdit',
  component: PolicyEditField,
  validation: validatePolicyEdit,
  schema: policyEditSchema,
});
