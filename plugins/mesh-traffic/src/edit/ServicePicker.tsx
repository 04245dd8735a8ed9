import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Combobox, Text } from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '../api/Problem';
import { FoundService } from '../api/findServices';
import { queries } from '../api/queries';
import { Translate, useTexts } from '../shared/useTexts';
import { useDebounced } from './useDebounced';

interface ServicePickerProps {
  entityRef?: string;
  onChoose: (entityRef: string | undefined) => void;
}

const SEARCH_DELAY_MS = 250;

/** Finds a service in the catalog. Components that map to no mesh are shown, and say why they cannot be chosen. */
export function ServicePicker({ entityRef, onChoose }: ServicePickerProps) {
  const t = useTexts();
  const catalogApi = useApi(catalogApiRef);
  const chosenName = entityRef === undefined ? '' : nameOf(entityRef);
  const [text, setText] = useState(chosenName);
  // The name of the service that is chosen finds only itself: opening the list then shows all.
  const searchText = useDebounced(text === chosenName ? '' : text.trim(), SEARCH_DELAY_MS);
  const { data, error } = useQuery(queries.services(catalogApi, searchText));
  return (
    <div>
      <Combobox
        label={t('edit.service')}
        description={t('edit.serviceHelp')}
        placeholder={t('edit.servicePlaceholder')}
        isRequired
        options={(data?.services ?? []).map(service => toOption(service, t))}
        value={entityRef ?? null}
        onChange={key => key !== null && onChoose(String(key))}
        search={{ inputValue: text, onInputChange: setText, filter: () => true }}
      />
      {data !== undefined && data.leftOff > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('edit.leftOff', { number: String(data.leftOff) })}
        </Text>
      )}
      {error && (
        <Text as="p" variant="body-small" role="alert">
          {t('edit.searchFailed', { message: problemOf(error).message })}
        </Text>
      )}
    </div>
  );
}

function toOption({ entityRef, title, mapping }: FoundService, t: Translate) {
  return {
    id: entityRef,
    label: title,
    disabled: !mapping.mapped,
    description: mapping.mapped
      ? `${mapping.mapping.namespace}/${mapping.mapping.service}`
      : t('edit.notChoosable', { reason: mapping.reason }),
  };
}

/** A reference from an address may be no reference at all: then it is shown as it is. */
function nameOf(entityRef: string): string {
  try {
    return parseEntityRef(entityRef).name;
  } catch {
    return entityRef;
  }
}
