import { Diagnostic } from '../../diagnostic';
import { Check, finding } from './Check';
import { SELECTOR_LABELS } from './rings';

/**
 * MT1136: a fixed version beside a rollout that is told by the label which Flagger rewrites. It would be the pods
 * of the new version, of which there are none between two releases.
 * Source: flagger pkg/canary/deployment_controller.go (1.44)
 */
export const pinnedVersions: Check = ({ spec }) => {
  const { versions, rollout } = spec;
  const found: Diagnostic[] = [];
  for (const version of Object.keys(versions).sort()) {
    const { labels } = versions[version];
    for (const { workload } of Object.values(rollout?.rings ?? {})) {
      const { name, selector } = workload;
      const known = SELECTOR_LABELS.find(key => selector?.[key] !== undefined);
      const label = (known === undefined ? SELECTOR_LABELS : [known]).find(
        key => labels[key] === (selector && known ? selector[known] : name),
      );
      if (label === undefined) continue;
      found.push(
        finding(
          'MT1136',
          'error',
          `spec.versions.${version}.labels.${label}`,
          `The version "${version}" would be the pods that Flagger rolls out as ${name}: none between releases, and the unproven ones during one.`,
          'Give the version a workload of its own and name labels that only its pods have.',
        ),
      );
    }
  }
  return found;
};
