/** Configuration of the portal itself; an adopter has nothing of it. */
export interface Config {
  auth?: {
    providers?: {
      /** Sign-in by choosing a person of the catalog, on loopback. */
      people?: {};
    };
  };
  portal?: {
    /** Traffic numbers from the portal's small mesh, where no Prometheus runs. */
    builtInMesh?: {
      /** Name in `meshTraffic.meshes`. */
      mesh: string;
      /** Where the mesh listens, for example `http://127.0.0.1:4821`. */
      url: string;
    };
  };
}
