import { COMPILER_VERSION } from './COMPILER_VERSION';
import { HEADER_LINE } from './fileHeader';
import { sha256Hex } from './hash';

/** Where a file in a policy's folder comes from, by its header. */
export interface FileInspection {
  /** True when it carries our header: it may be replaced or removed. */
  ours: boolean;
  /** Ours, and changed by somebody since. */
  edited: boolean;
  /** Ours, unedited, and written by an older compiler. */
  outdated: boolean;
}

/** Tells from its header whether a file is ours, and what has become of it. */
export function inspectFile(content: string): FileInspection {
  const [first = '', second = ''] = content.split('\n', 2);
  const header = HEADER_LINE.exec(second.replace(/\r$/, ''));
  if (!header) return { ours: false, edited: false, outdated: false };
  const [, version, hash] = header;
  const body = content.slice(first.length + 1 + second.length + 1);
  const edited = sha256Hex(body) !== hash;
  return { ours: true, edited, outdated: !edited && Number(version) < COMPILER_VERSION };
}
