/**
 * What a value must look like, in the words of a CRD's schema, and whether the simulator models it. A small language
 * of its own, so that one walk gives three things: what the API server refuses, the pruned value, and the fields that
 * the answer leaves out.
 */
export type Shape =
  | { type: 'string' | 'number' | 'boolean' | 'any'; modelled: boolean }
  | { type: 'list'; of: Shape }
  | { type: 'map'; of: Shape }
  | { type: 'object'; fields: ReadonlyMap<string, Shape> };

export const text: Shape = { type: 'string', modelled: true };
export const number: Shape = { type: 'number', modelled: true };
export const flag: Shape = { type: 'boolean', modelled: true };
/** Any value; it does not change what the simulator answers. */
export const harmless: Shape = { type: 'any', modelled: true };
/** Any value that may change the outcome in a way that the simulator cannot tell. */
export const unmodelled: Shape = { type: 'any', modelled: false };
export const list = (of: Shape): Shape => ({ type: 'list', of });
export const map = (of: Shape): Shape => ({ type: 'map', of });
export const object = (fields: Record<string, Shape>): Shape => ({
  type: 'object',
  fields: new Map(Object.entries(fields)),
});

export interface Reading {
  /** The value without unknown fields and nulls, as the API server stores it. */
  value: unknown;
  /** Why the API server refuses it: one sentence per place. */
  errors: string[];
  /** Paths of fields that are not modelled. */
  notModelled: string[];
  /** Paths of fields that the schema does not have; the API server drops them. */
  unknown: string[];
}

/** Where a value stands. Most places are fine: a path is written only for those that are not. */
interface Place {
  within?: Place;
  key: string;
}

/** Reads `value` as `shape`; `path` is where it stands. */
export function readShape(value: unknown, shape: Shape, path: string): Reading {
  if (fits(value, shape)) {
    return { value, errors: [], notModelled: [], unknown: [] };
  }
  const reading: Reading = { value: undefined, errors: [], notModelled: [], unknown: [] };
  reading.value = read(value, shape, undefined, path, reading);
  return reading;
}

/** Whether there is nothing to refuse, to drop or to note: most values, which then need no copy and no paths. */
function fits(value: unknown, shape: Shape): boolean {
  if (value === null || value === undefined) {
    return false;
  }
  switch (shape.type) {
    case 'any':
      return shape.modelled;
    case 'list':
      return Array.isArray(value) && value.every(item => fits(item, shape.of));
    case 'map':
      return isPlainObject(value) && everyField(value, () => shape.of);
    case 'object':
      return isPlainObject(value) && everyField(value, name => shape.fields.get(name));
    default:
      return typeof value === shape.type && shape.modelled;
  }
}

function everyField(
  value: Record<string, unknown>,
  shapeOf: (key: string) => Shape | undefined,
): boolean {
  for (const key of Object.keys(value)) {
    const shape = shapeOf(key);
    if (!shape || !fits(value[key], shape) || key === '__proto__') {
      return false;
    }
  }
  return true;
}

function read(
  value: unknown,
  shape: Shape,
  within: Place | undefined,
  key: string,
  into: Reading,
): unknown {
  if (value === null || value === undefined) {
    return undefined;
  }
  switch (shape.type) {
    case 'any':
      return note(value, shape.modelled, within, key, into);
    case 'list': {
      if (!Array.isArray(value)) {
        return refuse(within, key, 'a list', into);
      }
      const place: Place = { within, key };
      return value.map((item, index) => read(item ?? {}, shape.of, place, String(index), into));
    }
    case 'map':
      return isPlainObject(value)
        ? readEntries(value, () => shape.of, { within, key }, into)
        : refuse(within, key, 'a map', into);
    case 'object':
      return isPlainObject(value)
        ? readEntries(value, name => shape.fields.get(name), { within, key }, into)
        : refuse(within, key, 'an object', into);
    default:
      return typeof value === shape.type
        ? note(value, shape.modelled, within, key, into)
        : refuse(within, key, `a ${shape.type}`, into);
  }
}

function readEntries(
  value: Record<string, unknown>,
  shapeOf: (key: string) => Shape | undefined,
  place: Place,
  into: Reading,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const shape = shapeOf(key);
    if (!shape) {
      into.unknown.push(pathOf(place, key));
      continue;
    }
    const known = read(value[key], shape, place, key, into);
    if (known !== undefined && key !== '__proto__') {
      result[key] = known;
    }
  }
  return result;
}

function note(
  value: unknown,
  modelled: boolean,
  within: Place | undefined,
  key: string,
  into: Reading,
): unknown {
  if (!modelled) {
    into.notModelled.push(pathOf(within, key));
  }
  return value;
}

function refuse(
  within: Place | undefined,
  key: string,
  expected: string,
  into: Reading,
): undefined {
  into.errors.push(`${pathOf(within, key)} must be ${expected}`);
  return undefined;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Path of a field, in the notation of diagnostics. */
function pathOf(within: Place | undefined, key: string): string {
  if (!within) {
    return key;
  }
  const path = pathOf(within.within, within.key);
  return /^[A-Za-z0-9_-]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}
