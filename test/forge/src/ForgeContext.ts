import { GitRepository } from './git/GitRepository';
import { Access } from './model/Access';
import { Checks } from './model/Checks';
import { PullRequests } from './model/PullRequests';
import { RepositoryInfo } from './model/RepositoryInfo';

/** What every part of the forge works on. */
export interface ForgeContext {
  /** Base URL without a slash at the end. */
  url: string;
  info: RepositoryInfo;
  repository: GitRepository;
  access: Access;
  pulls: PullRequests;
  checks: Checks;
  /** Number for labels, comments and reviews. */
  nextId(): number;
  now(): Date;
  /** Runs one write after the other, as one server with one database would. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}
