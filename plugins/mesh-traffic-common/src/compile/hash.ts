import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';

/** SHA-256 of a text as UTF-8, in hex. Works in browser and Node alike, without waiting. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** Eight hex digits that tell names apart which had to be cut or are ambiguous. */
export function shortHash(...parts: string[]): string {
  return sha256Hex(JSON.stringify(parts)).slice(0, 8);
}
