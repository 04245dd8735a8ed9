import { TranslationFunction, useTranslationRef } from '@backstage/frontend-plugin-api';
import { meshTrafficTranslationRef } from '../translations';

/** Gives the text of a key; its type knows which values a text needs. */
export type Translate = TranslationFunction<(typeof meshTrafficTranslationRef)['T']>;

/** The plugin's texts in the language of the app. */
export function useTexts(): Translate {
  return useTranslationRef(meshTrafficTranslationRef).t;
}
