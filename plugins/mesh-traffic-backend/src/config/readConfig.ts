import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, JsonObject } from '@backstage/types';
import { GitOpsConfig, IstioConfig, MeshConfig, PrometheusConfig } from './MeshConfig';

const DNS_1123_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/**
 * Reads `meshTraffic` from the configuration.
 *
 * @throws InputError that names the key and says what to write, so that a wrong setting stops the start
 */
export function readConfig(config: Config): MeshConfig[] {
  const meshes = (config.getOptionalConfigArray('meshTraffic.meshes') ?? []).map(readMesh);
  const names = meshes.map(mesh => mesh.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) {
    throw new InputError(`meshTraffic.meshes has "${twice}" twice: give each mesh its own name.`);
  }
  return meshes;
}

function readMesh(config: Config, index: number): MeshConfig {
  const at = `meshTraffic.meshes[${index}]`;
  const name = config.getString('name');
  if (!DNS_1123_LABEL.test(name)) {
    throw new InputError(
      `${at}.name is "${name}": use lower case letters, digits and "-" (it becomes part of branch names).`,
    );
  }
  const prometheus = config.getOptionalConfig('prometheus');
  return {
    name,
    prometheus: prometheus && readPrometheus(prometheus, `${at}.prometheus`),
    gitops: readGitOps(config.getConfig('gitops'), `${at}.gitops`),
    istio: readIstio(config.getOptionalConfig('istio'), `${at}.istio`),
  };
}

function readPrometheus(config: Config, at: string): PrometheusConfig {
  const url = readUrl(config.getString('url'), `${at}.url`);
  const matchers = readStrings(config, 'matchers', at);
  const badLabel = Object.keys(matchers).find(label => !LABEL_NAME.test(label));
  if (badLabel) {
    throw new InputError(`${at}.matchers: "${badLabel}" is no name of a Prometheus label.`);
  }
  return {
    url: url.href.replace(/\/+$/, ''),
    headers: readStrings(config, 'headers', at),
    timeoutMs: readMilliseconds(config, 'timeout') ?? 10_000,
    matchers,
    scrapeIntervalSeconds: (readMilliseconds(config, 'scrapeInterval') ?? 15_000) / 1000,
  };
}

function readGitOps(config: Config, at: string): GitOpsConfig {
  const url = readUrl(config.getString('repository'), `${at}.repository`);
  const [owner, repo, ...rest] = url.pathname
    .replace(/\.git\/?$/, '')
    .split('/')
    .filter(Boolean);
  if (!owner || !repo || rest.length > 0) {
    throw new InputError(
      `${at}.repository is "${url.origin}${url.pathname}": write https://<host>/<owner>/<repository>.`,
    );
  }
  const path = (config.getOptionalString('path') ?? 'mesh').replace(/^\/+|\/+$/g, '');
  if (path === '') {
    throw new InputError(`${at}.path is the root of the repository: write a folder, such as mesh.`);
  }
  if (path.split('/').some(part => part === '..' || part === '.' || part.startsWith('.git'))) {
    throw new InputError(
      `${at}.path is "${path}": write a folder without "..", "." or ".git*" in it.`,
    );
  }
  return {
    repository: `${url.origin}/${owner}/${repo}`,
    owner,
    repo,
    branch: config.getOptionalString('branch') ?? 'main',
    path,
    writableNamespaces: config.getOptionalStringArray('writableNamespaces') ?? [],
    timeoutMs: readMilliseconds(config, 'timeout') ?? 10_000,
    labels: config.getOptionalStringArray('labels') ?? [],
    reviewers: config.getOptionalStringArray('reviewers') ?? [],
    teamReviewers: config.getOptionalStringArray('teamReviewers') ?? [],
  };
}

function readIstio(config: Config | undefined, at: string): IstioConfig {
  const dataplane = config?.getOptionalString('dataplane') ?? 'sidecar';
  if (dataplane !== 'sidecar' && dataplane !== 'ambient') {
    throw new InputError(`${at}.dataplane is "${dataplane}": write sidecar or ambient.`);
  }
  return {
    rootNamespace: config?.getOptionalString('rootNamespace') ?? 'istio-system',
    trustDomain: config?.getOptionalString('trustDomain') ?? 'cluster.local',
    clusterDomain: config?.getOptionalString('clusterDomain') ?? 'cluster.local',
    dataplane,
    version: config?.getOptionalString('version'),
  };
}

/** A URL without credentials in it: those would show up in logs and links. */
function readUrl(text: string, at: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InputError(`${at} is no http or https URL.`);
  }
  if (url.username || url.password) {
    throw new InputError(
      `${at} holds a user name or password: use headers or integrations instead.`,
    );
  }
  if (url.search || url.hash) {
    throw new InputError(`${at} holds a "?" or "#": write the address without what follows it.`);
  }
  return url;
}

/** A mapping of free names, which need not follow the rules for config keys. */
function readStrings(config: Config, key: string, at: string): Record<string, string> {
  const entries = Object.entries(config.getOptional<JsonObject>(key) ?? {});
  const bad = entries.find(([, value]) => typeof value !== 'string');
  if (bad) throw new InputError(`${at}.${key}.${bad[0]} is no text: put it in quotes.`);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

function readMilliseconds(config: Config, key: string): number | undefined {
  return config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : undefined;
}
