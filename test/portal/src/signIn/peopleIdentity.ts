import { IdentityApi } from '@backstage/frontend-plugin-api';

/** Names the person in the request to the auth provider `people`. */
export const PERSON_HEADER = 'x-portal-person';

/** The same identity, with `onSignOut` called when the person signs out. */
export function withSignOut(identity: IdentityApi, onSignOut: () => void): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      onSignOut();
      await identity.signOut();
    },
  };
}
