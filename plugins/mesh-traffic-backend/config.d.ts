import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Settings of the plugin Mesh Traffic. None of them reaches the browser. */
  meshTraffic?: {
    /**
     * Path of an entity's Traffic tab below `app.baseUrl`, for links in pull requests. Default:
     * `/catalog/{namespace}/{kind}/{name}/traffic`.
     */
    trafficTabPath?: string;

    /**
     * The meshes, one per Istio control plane. An entity without the annotation `mesh-traffic/mesh`
     * belongs to the first one.
     */
    meshes?: Array<{
      /** Name of the mesh, a DNS-1123 label; part of branch names and of the annotation `mesh-traffic/mesh`. */
      name: string;

      /** Where traffic is measured; absent when a module registers a telemetry source for the mesh. */
      prometheus?: {
        /** Base URL, with its path where it has one: `https://monitoring.example.org/prometheus`. */
        url: string;
        /**
         * Headers of every request, for example `Authorization` or `X-Scope-OrgID`.
         * @deepVisibility secret
         */
        headers?: { [name: string]: string };
        /** How long one query may take. Default: 10 seconds. */
        timeout?: HumanDuration | string;
        /** Labels that every query selects, for example `{ cluster: 'eu-1' }` in a shared Mimir. */
        matchers?: { [label: string]: string };
        /** How often the sidecars are scraped; rates span four of these. Default: 15 seconds. */
        scrapeInterval?: HumanDuration | string;
      };

      /** Where the policies lie. The host must be one of `integrations.github`. */
      gitops: {
        /** The repository, for example `https://github.com/acme/gitops`. */
        repository: string;
        /** The branch that is deployed. Default: `main`. */
        branch?: string;
        /** Folder of the policies inside the repository. Default: `mesh`. */
        path?: string;
        /** Namespaces besides the service's own into which manifests may be written. */
        writableNamespaces?: string[];
        /** How long one call to the forge may take. Default: 10 seconds. */
        timeout?: HumanDuration | string;
        /** Labels that every pull request gets. */
        labels?: string[];
        /** Users who are asked to review every pull request. */
        reviewers?: string[];
        /** Teams (their slugs) that are asked to review every pull request. */
        teamReviewers?: string[];
      };

      istio?: {
        /** Default: `istio-system`. */
        rootNamespace?: string;
        /** Default: `cluster.local`. */
        trustDomain?: string;
        /** DNS domain of the cluster, the end of every service's host name. Default: `cluster.local`. */
        clusterDomain?: string;
        /** Default: `sidecar`. */
        dataplane?: 'sidecar' | 'ambient';
        /** Version of the control plane, for example `1.30`. */
        version?: string;
      };
    }>;
  };
}
