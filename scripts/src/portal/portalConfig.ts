import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ForgeReady } from '../children/forge';
import { root } from './root';

/** The parts of `app-config.yaml` that depend on what runs. */
interface BaseConfig {
  meshTraffic: { meshes: [{ name: string; gitops: { branch: string } }] };
}

export async function readBaseConfig(): Promise<BaseConfig> {
  return parse(await readFile(join(root, 'app-config.yaml'), 'utf8'));
}

/**
 * What is laid over `app-config.yaml`: addresses that are known only now. Lists replace those of the base, so
 * that the mesh is written whole.
 */
export function portalConfig(
  base: BaseConfig,
  running: {
    /** Where people open the portal. */
    appUrl: string;
    backendUrl: string;
    forge: ForgeReady;
    meshUrl: string;
    /** Absent: the mesh's own numbers are shown. */
    prometheusUrl?: string;
  },
) {
  const { appUrl, backendUrl, forge, meshUrl, prometheusUrl } = running;
  const [mesh] = base.meshTraffic.meshes;
  return {
    app: { baseUrl: appUrl },
    backend: {
      baseUrl: backendUrl,
      listen: { host: '127.0.0.1', port: Number(new URL(backendUrl).port) },
      cors: { origin: appUrl },
    },
    integrations: {
      github: [{ host: new URL(forge.url).host, apiBaseUrl: forge.url, token: forge.token }],
    },
    meshTraffic: {
      meshes: [
        {
          ...mesh,
          prometheus: prometheusUrl === undefined ? null : { url: prometheusUrl },
          gitops: { ...mesh.gitops, repository: forge.repositoryUrl },
        },
      ],
    },
    ...(prometheusUrl === undefined
      ? { portal: { builtInMesh: { mesh: mesh.name, url: meshUrl } } }
      : {}),
  };
}
