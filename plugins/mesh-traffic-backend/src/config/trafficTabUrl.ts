import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseEntityRef } from '@backstage/catalog-model';

const DEFAULT_PATH = '/catalog/{namespace}/{kind}/{name}/traffic';

/**
 * Makes links to the Traffic tab of an entity, for pull requests.
 *
 * @returns the link; undefined where no portal is configured, or for kinds that have no such tab
 * @throws InputError when `meshTraffic.trafficTabPath` names no entity
 */
export function createTrafficTabUrl(config: Config): (entityRef: string) => string | undefined {
  const baseUrl = config.getOptionalString('app.baseUrl')?.replace(/\/+$/, '');
  const path = config.getOptionalString('meshTraffic.trafficTabPath') ?? DEFAULT_PATH;
  if (!path.startsWith('/') || !path.includes('{name}')) {
    throw new InputError(
      `meshTraffic.trafficTabPath is "${path}": write a path with {namespace}, {kind} and {name}, for example ${DEFAULT_PATH}.`,
    );
  }
  return entityRef => {
    const parts: Record<string, string> = { ...parseEntityRef(entityRef.toLowerCase()) };
    if (baseUrl === undefined || parts.kind !== 'component') return undefined;
    const filled = path.replace(/\{(kind|namespace|name)\}/g, (_, part: string) =>
      encodeURIComponent(parts[part]),
    );
    return `${baseUrl}${filled}`;
  };
}
