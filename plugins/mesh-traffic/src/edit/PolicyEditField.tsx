import { Box } from '@backstage/ui';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { QueryProvider } from '../api/QueryProvider';
import scope from '../shared/scope.module.css';
import { PolicyEdit } from './PolicyEdit';
import styles from './PolicyEditField.module.css';
import { PolicyEditValue } from './model/PolicyEditValue';

export interface PolicyEditOptions {
  /** Which part of the policy is edited; versions per caller is the only one so far. */
  aspect?: 'routes';
}

/** The template field: adapts the scaffolder's form, which shows the validator's errors, to the editor. */
export function PolicyEditField(
  props: FieldExtensionComponentProps<PolicyEditValue, PolicyEditOptions>,
) {
  const { formData, onChange } = props;
  return (
    <QueryProvider>
      <Box bg="neutral" className={`${scope.scope} ${styles.field}`}>
        <PolicyEdit value={formData ?? {}} onChange={onChange} />
      </Box>
    </QueryProvider>
  );
}
