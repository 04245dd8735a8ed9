import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { meshTrafficApiRef } from '../api/meshTrafficApiRef';
import { queries } from '../api/queries';
import { LoadedPolicy } from './LoadedPolicy';
import { ServicePicker } from './ServicePicker';
import { PolicyEditValue } from './model/PolicyEditValue';

interface PolicyEditProps {
  value: PolicyEditValue;
  onChange: (value: PolicyEditValue) => void;
}

/** Chooses a service, then edits its policy. */
export function PolicyEdit({ value, onChange }: PolicyEditProps) {
  const api = useApi(meshTrafficApiRef);
  const { entityRef } = value;
  const policy = useQuery({
    ...queries.policyForEdit(api, entityRef ?? ''),
    enabled: entityRef !== undefined,
  });
  return (
    <>
      <ServicePicker
        entityRef={entityRef}
        onChoose={chosen => {
          // Another service is another change: nothing of the old one is carried over.
          if (chosen !== entityRef) onChange(chosen === undefined ? {} : { entityRef: chosen });
        }}
      />
      {entityRef !== undefined && (
        <LoadedPolicy
          key={entityRef}
          entityRef={entityRef}
          policy={policy}
          onReload={policy.refetch}
          value={value}
          onChange={onChange}
        />
      )}
    </>
  );
}
