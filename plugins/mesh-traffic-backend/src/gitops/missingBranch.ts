import { GitOpsConfig } from '../config/MeshConfig';
import { ForgeError } from './ForgeError';

/**
 * What to say when the repository has no such branch.
 *
 * @param branch - default: the deployed one, which does not come back by itself as that of a proposal may
 */
export function missingBranch(config: GitOpsConfig, branch = config.branch): ForgeError {
  return new ForgeError(
    `${config.repository} has no branch "${branch}". Ask the platform team to check meshTraffic.meshes.`,
    { status: 404, passing: branch !== config.branch, alreadyDone: false },
  );
}
