import { JsonObject } from '@backstage/types';
import { MergePatch, ProposeResponse } from 'backstage-plugin-mesh-traffic-common';
import { Forge, startForge } from 'forge';
import { ForgeClient, forgeClient } from './forgeClient';
import { ANA, Portal, startPortal } from './startPortal';

export const BACKEND = { entityRef: 'component:default/backend' };
export const BACKEND_FOLDER = 'mesh/shared-services/backend';
export const BACKEND_POLICY = `${BACKEND_FOLDER}/routing-policy.yaml`;
export const ANAS_BRANCH = 'mesh-traffic/production/shared-services/backend/ana';

/** A patch that gives canary a share of the calls from staging. */
export function stagingCanary(percent: number): MergePatch {
  const route = { stable: 100 - percent, canary: percent };
  return { spec: { callers: { staging: { route } } } };
}

export interface Parts {
  forge: Forge;
  portal: Portal;
  github: ForgeClient;
  /** Loads the policy as the form does, and proposes. */
  propose(patch: MergePatch, person?: string, entityRef?: string): Promise<ProposeResponse>;
}

/** A forge with the demo's repository and a portal beside it, new for each test. */
export function useForgeAndPortal(gitops?: JsonObject): Parts {
  const parts: Partial<Parts> = {};

  beforeEach(async () => {
    const forge = await startForge();
    const portal = await startPortal({ forge, gitops });
    Object.assign(parts, { forge, portal, github: forgeClient(forge) });
    parts.propose = async (patch, person = ANA, entityRef = BACKEND.entityRef) => {
      const { base } = await portal.as(person).getPolicy({ entityRef });
      return portal.as(person).proposePolicy({ entityRef, base, patch });
    };
  });

  afterEach(async () => {
    await parts.portal?.close();
    await parts.forge?.close();
  });

  return parts as Parts;
}
