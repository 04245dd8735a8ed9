/** What the mesh around the service is like. Everything that is not in the policy document. */
export interface CompileOptions {
  /** Trust domain of the mesh's identities. Default `cluster.local`. */
  trustDomain?: string;
  /** Istio's root namespace. Default `istio-system`. */
  rootNamespace?: string;
  /** Default `sidecar`. In `ambient` most rules by caller cannot hold and are refused. */
  dataplane?: 'sidecar' | 'ambient';
  /** Major and minor of Istio, for example `1.28`; fields that it does not have are refused. Default `1.30`. */
  istioVersion?: string;
  /**
   * Namespaces of callers that objects may be written into. Others are refused with the reason. Absent: it is
   * not known, and each such object is warned about.
   */
  writableNamespaces?: readonly string[];
}

/** {@link CompileOptions} with the defaults filled in. */
export interface MeshSettings {
  trustDomain: string;
  rootNamespace: string;
  dataplane: 'sidecar' | 'ambient';
  /** Minor version of Istio 1. */
  istioMinor: number;
  writableNamespaces?: ReadonlySet<string>;
}

const NEWEST_KNOWN_MINOR = 30;

/** Fills in the defaults. A version that cannot be read counts as the newest known one. */
export function meshSettings(options: CompileOptions = {}): MeshSettings {
  const minor = /^v?1\.(\d{1,3})(\.|$)/.exec(options.istioVersion ?? '')?.[1];
  return {
    trustDomain: options.trustDomain ?? 'cluster.local',
    rootNamespace: options.rootNamespace ?? 'istio-system',
    dataplane: options.dataplane ?? 'sidecar',
    istioMinor: minor === undefined ? NEWEST_KNOWN_MINOR : Number(minor),
    writableNamespaces: options.writableNamespaces && new Set(options.writableNamespaces),
  };
}
