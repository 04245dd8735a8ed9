import { type Manifest, manifestIdentity } from '../kubernetes/manifest';

/**
 * The manifests, of those that stand for one object only the last text: it is what is there once all are applied. The
 * object keeps the place of its first text, since that is when it was created.
 */
export function lastTexts(manifests: readonly Manifest[]): readonly Manifest[] {
  const byIdentity = new Map(manifests.map(manifest => [manifestIdentity(manifest), manifest]));
  return byIdentity.size === manifests.length ? manifests : [...byIdentity.values()];
}
