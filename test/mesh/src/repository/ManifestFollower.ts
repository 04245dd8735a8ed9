import { Manifest } from 'backstage-plugin-mesh-traffic-common';
import { appliedManifests } from './appliedManifests';
import { CreationOrder } from './CreationOrder';
import { RepositoryMirror } from './RepositoryMirror';

export interface ManifestFollowerOptions {
  repository: string;
  branch: string;
  token?: string;
  /** An empty directory for the clone. */
  directory: string;
  /** The folders that are applied. */
  folders: readonly string[];
  /** Default 1000. */
  pollMs?: number;
  /** Called with all manifests, oldest object first, whenever the branch moved; answers with problems. */
  onManifests(manifests: Manifest[]): string[];
  onProblem?(sentence: string): void;
}

export interface FollowerState {
  /** The commit that is in force. */
  commit?: string;
  manifests: number;
  /** What in this commit could not be read or routed. */
  problems: string[];
  /** Why the repository cannot be read at the moment; the last commit stays in force. */
  repositoryProblem?: string;
}

/** Applies the branch's manifests, and again whenever it moves, like a GitOps agent. */
export class ManifestFollower {
  readonly #options: ManifestFollowerOptions;
  readonly #mirror: RepositoryMirror;
  readonly #order = new CreationOrder();
  #state: FollowerState = { manifests: 0, problems: [] };
  #timer: NodeJS.Timeout | undefined;
  #polling: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: ManifestFollowerOptions) {
    this.#options = options;
    this.#mirror = new RepositoryMirror(options);
  }

  get state(): FollowerState {
    return this.#state;
  }

  /**
   * Applies the branch as it is, then keeps looking.
   *
   * @throws Error when the repository cannot be read at all
   */
  async start(): Promise<void> {
    await this.#poll();
    this.#schedule();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#polling;
  }

  #schedule(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#polling = this.#poll()
        .then(() => this.#setRepositoryProblem(undefined))
        .catch((error: Error) => this.#setRepositoryProblem(error.message))
        .finally(() => this.#schedule());
    }, this.#options.pollMs ?? 1000);
  }

  async #poll(): Promise<void> {
    const next = await this.#mirror.poll();
    if (!next || this.#stopped) return;
    const { manifests, problems } = appliedManifests(next.files, this.#options.folders);
    try {
      problems.push(...this.#options.onManifests(this.#order.update(manifests)));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problems.push(`These manifests cannot be followed, the former ones stay: ${reason}`);
    }
    this.#state = { commit: next.commit, manifests: manifests.length, problems };
    for (const problem of problems) this.#options.onProblem?.(problem);
  }

  #setRepositoryProblem(sentence: string | undefined): void {
    if (sentence && sentence !== this.#state.repositoryProblem) this.#options.onProblem?.(sentence);
    this.#state = { ...this.#state, repositoryProblem: sentence };
  }
}
