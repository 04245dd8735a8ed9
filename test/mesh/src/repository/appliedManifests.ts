import { loadYaml, Manifest } from 'backstage-plugin-mesh-traffic-common';
import { posix } from 'path';

/** What a cluster would hold after these files were applied, and what could not be read. */
export interface AppliedManifests {
  manifests: Manifest[];
  /** One sentence each, with the file. */
  problems: string[];
}

const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const LOCAL_CONFIG = 'config.kubernetes.io/local-config';

/**
 * Picks the objects that kustomize (or `kubectl apply -R` where a folder has no kustomization) would apply.
 * Of a kustomization only `resources` is followed.
 *
 * @param files - text by path
 * @param folders - the folders that are applied, for example `mesh` and `apps`
 */
export function appliedManifests(
  files: ReadonlyMap<string, string>,
  folders: readonly string[],
): AppliedManifests {
  const manifests: Manifest[] = [];
  const problems: string[] = [];
  const visited = new Set<string>();

  for (const folder of folders) applyFolder(folder);
  return { manifests, problems };

  function applyFolder(folder: string): void {
    if (visited.has(folder)) return;
    visited.add(folder);
    const kustomization = KUSTOMIZATION_NAMES.map(name => posix.join(folder, name)).find(path =>
      files.has(path),
    );
    if (kustomization) {
      applyKustomization(folder, kustomization);
      return;
    }
    for (const path of filesIn(folder)) applyFile(path);
    for (const child of foldersIn(folder)) applyFolder(child);
  }

  function applyKustomization(folder: string, path: string): void {
    const [document] = documentsOf(path);
    const resources = isRecord(document) ? document.resources : undefined;
    if (!Array.isArray(resources)) return;
    for (const resource of resources) {
      if (typeof resource !== 'string') continue;
      const target = posix.join(folder, resource);
      if (files.has(target)) applyFile(target);
      else if (hasFilesBelow(target)) applyFolder(target);
      else problems.push(`${path} lists ${resource}, which does not exist.`);
    }
  }

  function applyFile(path: string): void {
    if (visited.has(path)) return;
    visited.add(path);
    for (const document of documentsOf(path)) {
      if (!isManifest(document)) {
        problems.push(`${path} holds something that is not a Kubernetes object.`);
        continue;
      }
      if (document.metadata.annotations?.[LOCAL_CONFIG] !== 'true') manifests.push(document);
    }
  }

  function documentsOf(path: string): unknown[] {
    const { documents, diagnostics } = loadYaml(files.get(path) ?? '');
    for (const diagnostic of diagnostics) problems.push(`${path}: ${diagnostic.message}`);
    return documents.map(document => document.value).filter(value => value !== null);
  }

  function filesIn(folder: string): string[] {
    return [...files.keys()].filter(path => posix.dirname(path) === folder).sort();
  }

  function foldersIn(folder: string): string[] {
    const children = new Set<string>();
    for (const path of files.keys()) {
      if (!path.startsWith(`${folder}/`)) continue;
      const [child, ...rest] = path.slice(folder.length + 1).split('/');
      if (rest.length > 0) children.add(posix.join(folder, child));
    }
    return [...children].sort();
  }

  function hasFilesBelow(folder: string): boolean {
    return [...files.keys()].some(path => path.startsWith(`${folder}/`));
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isManifest(value: unknown): value is Manifest {
  return (
    isRecord(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isRecord(value.metadata) &&
    typeof value.metadata.name === 'string'
  );
}
