import type { Manifest } from 'backstage-plugin-mesh-traffic-common';

type Path = string | ReadonlyArray<string | number>;

/** Manifests to break: a copy, oldest object first. */
export class Manifests {
  readonly #list: Manifest[];

  constructor(manifests: readonly Manifest[]) {
    this.#list = structuredClone([...manifests]);
  }

  get all(): readonly Manifest[] {
    return this.#list;
  }

  /**
   * The first object of a kind whose name contains the text.
   *
   * @throws Error when there is none
   */
  get(kind: string, name = ''): Manifest {
    const found = this.#list.find(each => each.kind === kind && each.metadata.name.includes(name));
    if (!found) throw new Error(`There is no ${kind} ${name}.`);
    return found;
  }

  addYounger(manifest: Manifest): void {
    this.#list.push(manifest);
  }

  addOlder(manifest: Manifest): void {
    this.#list.unshift(manifest);
  }

  remove(kind: string, name = ''): void {
    this.#list.splice(this.#list.indexOf(this.get(kind, name)), 1);
  }

  /** A copy of an object, to be changed and added beside it. */
  copy(kind: string, name = ''): Manifest {
    return structuredClone(this.get(kind, name));
  }
}

/**
 * Sets a field; undefined takes it away. Entries of lists are taken away by number.
 *
 * @param path - keys with dots between them, or a list of keys where a key has a dot
 */
export function set(target: unknown, path: Path, value: unknown): void {
  const keys = typeof path === 'string' ? path.split('.') : [...path];
  const last = keys.pop() ?? '';
  const holder = at(target, keys);
  if (Array.isArray(holder)) {
    if (value === undefined) holder.splice(Number(last), 1);
    else holder[Number(last)] = value;
  } else if (typeof holder === 'object' && holder !== null) {
    const record: Record<string, unknown> = Object.assign(holder);
    if (value === undefined) delete record[last];
    else record[last] = value;
  } else {
    throw new Error(`There is nothing at ${keys.join('.')}.`);
  }
}

/** The value at a path; undefined where there is none. */
export function at(target: unknown, path: Path): unknown {
  const keys = typeof path === 'string' ? path.split('.') : path;
  return keys.reduce<unknown>((holder, key) => fieldOf(holder, key), target);
}

function fieldOf(holder: unknown, key: string | number): unknown {
  return typeof holder === 'object' && holder !== null
    ? Object.entries(holder).find(([name]) => name === String(key))?.[1]
    : undefined;
}

/** Index of the http rule of a name. */
export function ruleAt(virtualService: Manifest, name: string): string {
  const rules = at(virtualService, 'spec.http');
  const index = Array.isArray(rules) ? rules.findIndex(rule => at(rule, 'name') === name) : -1;
  if (index < 0) throw new Error(`There is no rule ${name}.`);
  return `spec.http.${index}`;
}

/** Index of the subset of a name. */
export function subsetAt(rule: Manifest, name: string): string {
  const subsets = at(rule, 'spec.subsets');
  const index = Array.isArray(subsets) ? subsets.findIndex(each => at(each, 'name') === name) : -1;
  if (index < 0) throw new Error(`There is no subset ${name}.`);
  return `spec.subsets.${index}`;
}
