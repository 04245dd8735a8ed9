export { manifestKey, type Manifest, type ObjectMeta } from './manifest';
export { loadYaml, type LoadedDocument, type LoadedYaml } from './loadYaml';
export type { YamlLimits } from './yaml/limits';
export { dumpYaml } from './dumpYaml';
export {
  dns1123LabelProblem,
  isDns1123Label,
  isDns1123Subdomain,
  isLabelKey,
  isLabelValue,
} from './names';
export { slug } from './slug';
export { formatDuration, parseDuration } from './duration';
