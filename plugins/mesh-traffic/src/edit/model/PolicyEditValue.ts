import { MergePatch, PolicyBase } from 'backstage-plugin-mesh-traffic-common';

/**
 * The value of the template field `MeshPolicyEdit`: everything that the action needs to propose the change,
 * and no more. A link to the template may fill in `entityRef` alone.
 */
export interface PolicyEditValue {
  /** The component whose service is changed, for example `component:default/backend`. */
  entityRef?: string;
  /** The state of the repository that the person saw. */
  base?: PolicyBase;
  /** RFC 7396 merge patch on the policy document. */
  patch?: MergePatch;
  /** Blobs of files edited by hand that the person agreed to overwrite. */
  driftAck?: string[];
  /** The change in words, once it was previewed: what the scaffolder's review step shows. */
  summary?: string;
}
