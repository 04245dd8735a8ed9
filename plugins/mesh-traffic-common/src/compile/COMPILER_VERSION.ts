/** Grows whenever the same document compiles to other bytes; stands in the header of every file. */
export const COMPILER_VERSION = 1;
