import { appLanguageApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { useTexts } from '../shared/useTexts';
import { createFormat } from './createFormat';

/** Numbers and times in the language that the app shows. */
export function useFormat() {
  const t = useTexts();
  const language = useApiHolder().get(appLanguageApiRef)?.getLanguage().language ?? 'en';
  return useMemo(() => createFormat(language, t), [language, t]);
}
