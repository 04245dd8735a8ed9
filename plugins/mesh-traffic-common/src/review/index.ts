export * from './ChangeReview';
export type { FolderFile } from './findDrift';
export { renderReview, type RenderOptions } from './renderReview';
export { withRetiring } from './withRetiring';
export { reviewChange, type ReviewInput } from './reviewChange';
