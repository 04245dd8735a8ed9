import { Manifest } from 'backstage-plugin-mesh-traffic-common';

/** Calls from one workload to one service. */
export interface CallStream {
  /** `<namespace>/<service>` of the service that is called. */
  to: string;
  /** Calls per minute on average. */
  perMinute: number;
  /** So many calls come at once, from one pod of the caller; default 1: each comes by chance. */
  burst?: number;
  /** Default: the first port of the service. */
  port?: number;
  /** Default `/`. */
  path?: string;
  /** Default `GET`. */
  method?: string;
}

/** A workload that calls services. Where the repository holds a Deployment of this name, its labels are used. */
export interface CallerSpec {
  namespace: string;
  workload: string;
  /** Default: what the Deployment says, else the workload's name. */
  serviceAccount?: string;
  streams: CallStream[];
}

/** How one version of a service answers. */
export interface VersionBehaviour {
  /** Median service time. */
  medianMs: number;
  /** Deviation of the logarithm of the service time; 0.67 puts p95 at three times the median. */
  spread: number;
  /** Share of calls answered with 500, 0..1. */
  failShare: number;
  /** Share of calls answered with 503 by the application, 0..1. */
  unavailableShare: number;
  /** Pods of the workload that answer every call with 503; default 0. */
  brokenPods?: number;
}

/** Who calls whom, how much, and how the versions behave. */
export interface Scenario {
  name: string;
  /** One sentence for the help text. */
  description: string;
  callers: CallerSpec[];
  /** Factor on the calls of a caller at this moment; 1 is the average. */
  load(caller: CallerSpec, unixSeconds: number): number;
  /**
   * @param version - label `version` of the answering pods, `unknown` without one
   * @param isReleased - the workload is the one that Flagger rolls out, so that its pods are of the new version
   */
  behaviour(version: string, workload: string, isReleased?: boolean): VersionBehaviour;
  /** A release of every Canary in the mesh alone, without a change in the repository; default: there is none. */
  releases?: { firstAfterSeconds: number; everySeconds: number };
  /** What to look at in the portal, in one sentence. */
  look?: string;
  /** True: whoever a release asks at its gates agrees at once; default: nobody does. */
  gatesAreOpen?: boolean;
  /** What is in the cluster besides the repository, as if someone had changed it by hand. */
  amend?(manifests: Manifest[]): Manifest[];
}
