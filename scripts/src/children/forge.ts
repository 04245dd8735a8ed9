import { startForge } from 'forge';
import { serve } from './serve';

/** What the other processes need to know of the forge. */
export interface ForgeReady {
  /** Origin of the forge: pages, API and git. */
  url: string;
  /** Token of the portal. */
  token: string;
  /** Address of the GitOps repository, to be read by people and cloned by git. */
  repositoryUrl: string;
}

serve<{}, ForgeReady>(async () => {
  const { url, token, repositoryUrl, close } = await startForge({
    strict: false,
    log: sentence => process.stderr.write(`${sentence}\n`),
  });
  return { ready: { url, token, repositoryUrl }, close };
});
