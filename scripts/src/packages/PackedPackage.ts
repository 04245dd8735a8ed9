/** The parts of a package.json that are read here. */
export interface PackageManifest {
  name: string;
  version: string;
  private?: boolean;
  main?: string;
  module?: string;
  types?: string;
  bin?: Record<string, string>;
  exports?: Record<string, unknown>;
  files?: string[];
  configSchema?: string;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  backstage: { role: string };
}

/** A package as npm would publish it. */
export interface PackedPackage {
  /** Folder in this repository, absolute. */
  source: string;
  /** The tarball, absolute. */
  tarball: string;
}
