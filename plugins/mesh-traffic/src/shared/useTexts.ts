import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { meshTrafficTranslationRef } from '../translations';

/** The plugin's texts in the language of the app. */
export function useTexts() {
  return useTranslationRef(meshTrafficTranslationRef).t;
}

export type Translate = ReturnType<typeof useTexts>;
