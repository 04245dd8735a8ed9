/** The one repository that the forge holds. */
export interface RepositoryInfo {
  id: number;
  owner: string;
  name: string;
  defaultBranch: string;
  description: string;
  /** ISO 8601. */
  createdAt: string;
}
