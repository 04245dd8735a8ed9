/** One entry of `meshTraffic.meshes`, checked and with its defaults; see config.d.ts. */
export interface MeshConfig {
  name: string;
  prometheus?: PrometheusConfig;
  gitops: GitOpsConfig;
  istio: IstioConfig;
}

export interface PrometheusConfig {
  /** Without a slash at the end. */
  url: string;
  /** Secret. */
  headers: Record<string, string>;
  timeoutMs: number;
  matchers: Record<string, string>;
  scrapeIntervalSeconds: number;
}

export interface GitOpsConfig {
  /** Web URL of the repository, without a slash or `.git` at the end. */
  repository: string;
  owner: string;
  repo: string;
  branch: string;
  /** Folder of the policies, without slashes at its ends; empty for the root of the repository. */
  path: string;
  writableNamespaces: string[];
  /** Per call. */
  timeoutMs: number;
  labels: string[];
  reviewers: string[];
  teamReviewers: string[];
}

export interface IstioConfig {
  rootNamespace: string;
  trustDomain: string;
  clusterDomain: string;
  dataplane: 'sidecar' | 'ambient';
  version?: string;
}
