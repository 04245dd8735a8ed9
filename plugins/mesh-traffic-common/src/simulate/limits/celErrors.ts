/** The expression has no value for this call. */
export class CelError extends Error {}

/** Something beyond the part of CEL that is read. */
export class CelUnknown extends Error {}
