import { startMesh } from 'mesh';
import { serve } from './serve';

export interface MeshInput {
  repository: string;
  branch: string;
  token: string;
  /** Name of a scenario; default `default`. */
  scenario?: string;
}

/** What the other processes need to know of the mesh. */
export interface MeshReady {
  /** Origin of the mesh: `/metrics` for Prometheus, `/traffic` for the portal without one. */
  url: string;
}

serve<MeshInput, MeshReady>(async input => {
  const mesh = await startMesh({
    ...input,
    onProblem: sentence => console.warn(sentence),
  });
  return { ready: { url: mesh.url }, close: () => mesh.close() };
});
