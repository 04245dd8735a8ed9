import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { editMessages } from './edit/messages';
import { policiesMessages } from './policies/messages';
import { sharedMessages } from './shared/messages';
import { trafficMessages } from './traffic/messages';

/** Every text of the plugin; translate it or change its words with a translation resource of your app. */
export const meshTrafficTranslationRef = createTranslationRef({
  id: 'mesh-traffic',
  messages: {
    ...sharedMessages,
    ...trafficMessages,
    ...policiesMessages,
    ...editMessages,
  },
});
