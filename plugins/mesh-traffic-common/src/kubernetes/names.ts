const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** The name of a namespace or Service: at most 63 of a-z, 0-9 and "-" (RFC 1123, section 2.1). */
export function isDns1123Label(text: string): boolean {
  return text.length <= 63 && LABEL.test(text);
}

/** The name of most Kubernetes objects: labels joined by dots, at most 253 characters. */
export function isDns1123Subdomain(text: string): boolean {
  return text.length <= 253 && SUBDOMAIN.test(text);
}

/** The key of a label or annotation: `[prefix/]name` (apimachinery, `IsQualifiedName`). */
export function isLabelKey(text: string): boolean {
  const slash = text.indexOf('/');
  const prefix = slash === -1 ? undefined : text.slice(0, slash);
  const name = text.slice(slash + 1);
  return (
    name.length <= 63 &&
    LABEL_NAME.test(name) &&
    (prefix === undefined || isDns1123Subdomain(prefix))
  );
}

/** The value of a label: empty, or at most 63 of letters, digits, "-", "_" and "." (`IsValidLabelValue`). */
export function isLabelValue(text: string): boolean {
  return text === '' || (text.length <= 63 && LABEL_NAME.test(text));
}

/** What is wrong with a DNS-1123 label, as the end of a sentence; undefined when it is one. */
export function dns1123LabelProblem(text: string): string | undefined {
  if (isDns1123Label(text)) return undefined;
  if (text === '') return 'is empty';
  if (text.length > 63) return `has ${text.length} characters, 63 are allowed`;
  if (/[A-Z]/.test(text)) return 'has capital letters';
  if (/^-|-$/.test(text)) return 'starts or ends with "-"';
  return 'has characters other than a-z, 0-9 and "-"';
}
