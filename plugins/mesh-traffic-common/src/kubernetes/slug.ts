const MAX_LENGTH = 63;

/**
 * Any text as one safe segment of a path or branch name: a-z, 0-9 and single "-" inside, 1 to 63
 * characters, itself a DNS-1123 label. A text that is one already stays as it is; from any other a hash
 * of the whole text is added, so that two texts never share a segment by escaping alone.
 */
export function slug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[A-Z]/g, letter => letter.toLowerCase())
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (plain === text && text !== '' && text.length <= MAX_LENGTH) return text;
  const suffix = hash(text);
  const room = MAX_LENGTH - suffix.length - 1;
  const head = plain.slice(0, room).replace(/-+$/, '');
  return head === '' ? suffix : `${head}-${suffix}`;
}

/** FNV-1a over UTF-16 units, 32 bit, in two rounds: a name, not a secret. */
function hash(text: string): string {
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ (unit + i), 0x01000193);
  }
  const hex = (value: number) => (value >>> 0).toString(16).padStart(8, '0');
  return `${hex(low)}${hex(high).slice(0, 2)}`;
}
