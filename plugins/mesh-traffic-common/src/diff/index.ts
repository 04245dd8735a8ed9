export { countChanges, diffText } from './diffText';
export { diffFiles, type NamedFile } from './diffFiles';
