import { expand } from '../effective';
import type { Manifest } from '../kubernetes/manifest';
import type { Admitted, IstioKind, IstioSpecs } from '../simulate/admission/admit';
import { serviceHost } from '../simulate/hosts';
import { ProxyViews } from '../simulate/proxyViews';
import type { MeshService } from '../simulate/services';
import { type Workload, readWorkloads } from '../simulate/workloads';
import { type World, buildWorld } from '../simulate/world';
import { assumeServices } from './assumeServices';
import { type CanaryView, readCanary } from './canary';
import { groupBy } from './groupBy';
import { knownNamespaces } from './knownNamespaces';
import type { LintObject } from './LintObject';
import { type ReachedRoute, hasCompetitors, reachedRoutes } from './reachedRoutes';

export interface LintOptions {
  /** Default `istio-system`. */
  rootNamespace?: string;
  /** Default `cluster.local`. */
  trustDomain?: string;
  /** `YYYY-MM-DD`; suppressions that end before it no longer hold. Without it none ends. */
  today?: string;
  /** Called before each rule, to tell somebody who waits: how many are done, of how many. */
  onProgress?: (done: number, total: number) => void;
  /**
   * The documents are only a part of what is applied together, a folder of many: what is not among them may be
   * elsewhere, and nothing is concluded from its absence.
   */
  partial?: boolean;
}

/** An Istio object that the cluster will accept, and where it stands. */
export interface IstioObject<Kind extends IstioKind> extends Admitted<IstioSpecs[Kind]> {
  on: LintObject;
}

/** Everything that rules look at, read once. */
export class LintContext {
  /** What the documents say. */
  readonly world: World;
  /** What calls meet: with the objects that Flagger makes of the Canaries. */
  readonly effective: World;
  readonly workloads: Workload[];
  readonly canaries: CanaryView[];
  /** Namespaces that are named anywhere, and one that is not: the callers that nobody thought of. */
  readonly callers: string[];

  private readonly byManifest: Map<unknown, LintObject>;
  private readonly byKey: Map<string, LintObject>;
  private readonly assumed: Set<string>;
  private readonly manifests: readonly Manifest[];
  private readonly effectiveManifests: readonly Manifest[];
  private readonly byKind: Map<string, LintObject[]>;
  private readonly made = new Map<string, unknown>();

  constructor(
    readonly objects: readonly LintObject[],
    readonly options: LintOptions = {},
  ) {
    this.byKind = new Map();
    for (const object of objects) {
      const key = `${object.group}/${object.kind}`;
      const known = this.byKind.get(key);
      if (known) {
        known.push(object);
      } else {
        this.byKind.set(key, [object]);
      }
    }
    const manifests = objects.map(({ manifest }) => manifest);
    const services = assumeServices(manifests);
    this.manifests = [...manifests, ...services];
    this.world = buildWorld(this.manifests, options);
    this.effectiveManifests = expand(this.manifests);
    this.effective =
      this.ofKind('Canary', 'flagger.app').length > 0
        ? buildWorld(this.effectiveManifests, options)
        : this.world;
    this.assumed = new Set(
      services.map(({ metadata }) => serviceHost(metadata.name, metadata.namespace ?? '')),
    );
    this.byKey = new Map(objects.map(object => [object.key, object]));
    this.workloads = readWorkloads(this.effectiveManifests, this.world.injects);
    this.canaries = this.ofKind('Canary', 'flagger.app').map(readCanary);
    this.byManifest = new Map(objects.map(object => [object.manifest, object]));
    this.callers = knownNamespaces(this.world);
  }

  /** Objects of a kind; `group` is empty for the core group. */
  ofKind(kind: string, group: string): readonly LintObject[] {
    return this.byKind.get(`${group}/${kind}`) ?? [];
  }

  /** What `make` gives, made once for these documents. */
  once<T>(name: string, make: () => T): T {
    if (!this.made.has(name)) {
      this.made.set(name, make());
    }
    return this.made.get(name) as T;
  }

  /** Istio objects of a kind that the cluster accepts. */
  istio<Kind extends IstioKind>(kind: Kind): readonly IstioObject<Kind>[] {
    return this.once(`istio ${kind}`, () =>
      this.world.objects(kind).map(object => ({ ...object, on: this.at(object) })),
    );
  }

  /** Where an admitted object stands. */
  at(object: Pick<Admitted<unknown>, 'manifest'>): LintObject {
    const found = this.byManifest.get(object.manifest);
    if (!found) {
      throw new Error('An admitted object is not among the documents.');
    }
    return found;
  }

  /** The object of that key among the documents. */
  object(key: string): LintObject | undefined {
    return this.byKey.get(key);
  }

  /** The Service of a full host name; undefined where it is not among the documents. */
  service(host: string): MeshService | undefined {
    return this.assumed.has(host) ? undefined : this.effective.services.get(host);
  }

  /** The same if the objects were created in the opposite order: a repository does not tell. */
  routesNewestFirst(): readonly ReachedRoute[] {
    return this.once('routes, newest first', () =>
      hasCompetitors(this.effective)
        ? reachedRoutes(buildWorld([...this.effectiveManifests].reverse(), this.options))
        : this.routes(),
    );
  }

  /** Every route of a caller from each namespace to each service, followed by Istio's rules. */
  routes(): readonly ReachedRoute[] {
    return this.once('routes', () => reachedRoutes(this.effective));
  }

  /** What proxies see of the effective world. */
  views(): ProxyViews {
    return this.once('views', () => new ProxyViews(this.effective));
  }

  objectsIn(namespace: string): readonly LintObject[] {
    return (
      this.once('objects by namespace', () =>
        groupBy(this.objects, object => object.namespace),
      ).get(namespace) ?? []
    );
  }

  canariesIn(namespace: string): readonly CanaryView[] {
    return (
      this.once('canaries by namespace', () =>
        groupBy(this.canaries, canary => canary.namespace),
      ).get(namespace) ?? []
    );
  }

  /** Whether the documents tell what runs in a namespace: without any workload there, nothing follows. */
  knowsWorkloadsOf(namespace: string): boolean {
    return this.workloadsOf(namespace).length > 0;
  }

  workloadsOf(namespace: string): readonly Workload[] {
    return (
      this.once('workloads by namespace', () =>
        groupBy(this.workloads, workload => workload.namespace),
      ).get(namespace) ?? []
    );
  }
}
