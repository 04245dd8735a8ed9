/**
 * Names of hosts as Istio's webhook takes them. Source: istio pkg/config/validation/agent/validation.go and
 * pkg/config/labels.
 */
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/i;
const FIRST_LABEL = /^(\*|(\*-?)?[a-z0-9]([-a-z0-9]*[a-z0-9])?)$/i;
const IP_V4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;

/** Whether a text is one part of a DNS name. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && LABEL.test(text);
}

/** Roughly for IPv6: hexadecimal digits and colons, at least two of these. */
export function isIpAddress(text: string): boolean {
  return IP_V4.test(text) || (/^[0-9a-f:.]+$/i.test(text) && text.split(':').length > 2);
}

/** An address, or a range of them like `10.0.0.0/8`. */
export function isSubnet(text: string): boolean {
  const [address, bits, ...rest] = text.split('/');
  return (
    isIpAddress(address) && rest.length === 0 && (bits === undefined || /^\d{1,3}$/.test(bits))
  );
}

/** What speaks against a full name without wildcards; empty when nothing does. */
export function fqdnErrors(name: string): string[] {
  return nameErrors(name, name.split('.'));
}

/** The same for a name whose first part may be, or begin with, `*`. */
export function domainErrors(name: string): string[] {
  const [first, ...rest] = name.split('.');
  if (name !== '' && !(first.length <= 63 && FIRST_LABEL.test(first))) {
    return [invalid(name, first)];
  }
  return rest.length > 0 || name === '' ? nameErrors(name, rest) : [];
}

/** The same for an entry `namespace/host` of a Sidecar, or `host` or `namespace/host` of a Gateway. */
export function scopedHostErrors(entry: string, kind: 'gateway' | 'sidecar'): string[] {
  const at = entry.indexOf('/');
  if (at < 0) {
    return kind === 'gateway'
      ? hostErrors(entry, kind)
      : ['host must be of form namespace/dnsName'];
  }
  const [namespace, host] = [entry.slice(0, at), entry.slice(at + 1)];
  if (!namespace || !host) {
    return ['config namespace and dnsName in host entry cannot be empty'];
  }
  const special = kind === 'gateway' ? ['*', '.'] : ['*', '.', '~'];
  return [
    ...(special.includes(namespace) || isDnsLabel(namespace)
      ? []
      : [`invalid namespace value "${namespace}" in ${kind}`]),
    ...hostErrors(host, kind),
  ];
}

function hostErrors(host: string, kind: 'gateway' | 'sidecar'): string[] {
  if (host !== '*' && !host.includes('.')) {
    return [`short names (non FQDN) are not allowed: "${host}"`];
  }
  return kind === 'gateway' && isIpAddress(host) ? [] : domainErrors(host);
}

function nameErrors(name: string, labels: string[]): string[] {
  if (name === '') {
    return ['empty domain name not allowed'];
  }
  if (name.length > 255) {
    return [`domain name "${name}" too long (max 255)`];
  }
  const last = labels[labels.length - 1];
  if (/^\d+$/.test(last)) {
    return [`domain name "${name}" invalid (top level domain "${last}" cannot be all-numeric)`];
  }
  // A dot at the end is allowed.
  const named = last === '' && labels.length > 1 ? labels.slice(0, -1) : labels;
  const wrong = named.find(label => !isDnsLabel(label));
  return wrong === undefined ? [] : [invalid(name, wrong)];
}

function invalid(name: string, label: string): string {
  return `domain name "${name}" invalid (label "${label}" invalid)`;
}
