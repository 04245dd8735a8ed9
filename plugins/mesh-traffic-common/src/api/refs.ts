/** A Kubernetes Service in one mesh. "Namespace" is always the Kubernetes namespace. */
export interface ServiceRef {
  /** Name of the mesh in `meshTraffic.meshes`. */
  mesh: string;
  namespace: string;
  service: string;
}

/** How an entity came to be this service; shown to the person, never guessed silently. */
export interface ServiceMapping extends ServiceRef {
  /** The annotations that decided, for example `['mesh-traffic/service']`. */
  mappedBy: string[];
}
