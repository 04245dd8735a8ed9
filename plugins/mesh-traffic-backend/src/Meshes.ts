import { NotFoundError } from '@backstage/errors';
import { PolicyService } from './policy/PolicyService';
import { TrafficService } from './traffic/TrafficService';

/** What the plugin knows of one mesh. */
export interface Mesh {
  name: string;
  policies: PolicyService;
  traffic: TrafficService;
}

/** The configured meshes, the default first. */
export class Meshes {
  constructor(readonly all: readonly Mesh[]) {}

  get(name: string): Mesh {
    const mesh = this.all.find(candidate => candidate.name === name);
    if (!mesh) throw new NotFoundError(`The mesh "${name}" is not configured.`);
    return mesh;
  }
}
