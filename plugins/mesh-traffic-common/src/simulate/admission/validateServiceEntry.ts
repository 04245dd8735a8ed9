import type { ServiceEntryEndpoint, ServiceEntrySpec } from '../istioTypes';
import { exportToErrors } from './exportToErrors';
import { domainErrors, fqdnErrors, isDnsLabel, isIpAddress, isSubnet } from './hostNames';
import { portErrors, protocolClass } from './protocols';
import { errorsAt, type WebhookError } from './WebhookError';

const RESOLUTIONS = ['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS'];

/** What Istio's webhook says against a ServiceEntry (istio validation.go, ValidateServiceEntry). */
export function serviceEntryErrors(spec: ServiceEntrySpec, namespace: string): WebhookError[] {
  const { hosts = [], addresses = [], endpoints = [], exportTo = [] } = spec;
  return [
    ...(spec.workloadSelector && spec.endpoints
      ? errorsAt('spec.endpoints', [
          'only one of WorkloadSelector or Endpoints is allowed in Service Entry',
        ])
      : []),
    ...(hosts.length === 0
      ? errorsAt('spec', ['service entry must have at least one host'])
      : hosts.flatMap((host, index) =>
          errorsAt(`spec.hosts.${index}`, host === '*' ? ['invalid host *'] : domainErrors(host)),
        )),
    ...addresses.flatMap((address, index) =>
      isSubnet(address)
        ? []
        : errorsAt(`spec.addresses.${index}`, [`${address} is not a valid IP or CIDR block`]),
    ),
    ...portsErrors(spec),
    ...errorsAt('spec.resolution', resolutionErrors(spec)),
    ...endpoints.flatMap((endpoint, index) =>
      errorsAt(`spec.endpoints.${index}`, endpointErrors(endpoint, spec)),
    ),
    ...errorsAt('spec.exportTo', exportToErrors(exportTo, namespace)),
  ];
}

function resolutionErrors(spec: ServiceEntrySpec): string[] {
  const { hosts = [], addresses = [], endpoints = [], ports = [], resolution = 'NONE' } = spec;
  if (!RESOLUTIONS.includes(resolution)) {
    return [`Unsupported value: "${resolution}": supported values: ${RESOLUTIONS.join(', ')}`];
  }
  const errors: string[] = [];
  if (addresses.some(each => each.includes('/')) && !['NONE', 'STATIC'].includes(resolution)) {
    errors.push('CIDR addresses are allowed only for NONE/STATIC resolution types');
  }
  if (resolution === 'NONE' && endpoints.length > 0) {
    errors.push('no endpoints should be provided for resolution type none');
  }
  const isDns = resolution === 'DNS' || resolution === 'DNS_ROUND_ROBIN';
  if (isDns && endpoints.length === 0 && hosts.some(host => fqdnErrors(host).length > 0)) {
    errors.push(
      `hosts must be FQDN if no endpoints are provided for resolution mode ${resolution}`,
    );
  }
  if (resolution === 'DNS_ROUND_ROBIN' && endpoints.length > 1) {
    errors.push(`there must only be 0 or 1 endpoint for resolution mode ${resolution}`);
  }
  const isBytes = ({ protocol }: { protocol?: string }) =>
    !['http', 'tls'].includes(protocolClass(protocol) ?? '');
  if (resolution !== 'NONE' && hosts.length > 1 && ports.some(isBytes)) {
    errors.push('multiple hosts provided with non-HTTP, non-TLS ports');
  }
  return errors;
}

function portsErrors({ ports = [] }: ServiceEntrySpec): WebhookError[] {
  const names = new Set<string>();
  const numbers = new Set<number>();
  return ports.flatMap(({ name = '', number = 0, targetPort, protocol }, index) => {
    const errors = [
      ...(names.has(name) ? [`service entry port name "${name}" already defined`] : []),
      ...(numbers.has(number) ? [`service entry port ${number} already defined`] : []),
      ...(isDnsLabel(name) ? [] : [`invalid port name: ${name}`]),
      ...(!protocol || protocolClass(protocol) ? [] : [`unsupported protocol: ${protocol}`]),
      ...portErrors(number),
      ...(targetPort ? portErrors(targetPort) : []),
    ];
    names.add(name);
    numbers.add(number);
    return errorsAt(`spec.ports.${index}`, errors);
  });
}

function endpointErrors(
  { address = '', network, ports = {} }: ServiceEntryEndpoint,
  { ports: own = [], resolution = 'NONE' }: ServiceEntrySpec,
): string[] {
  return [
    ...addressErrors(address, network, resolution),
    ...Object.entries(ports).flatMap(([name, number]) => [
      ...(own.some(port => port.name === name)
        ? []
        : [`endpoint port ${number} is not defined by the service entry`]),
      ...portErrors(number),
    ]),
  ];
}

function addressErrors(address: string, network: string | undefined, resolution: string): string[] {
  if (!address) {
    return network ? [] : ['address is required'];
  }
  if (isIpAddress(address) || address.startsWith('unix://')) {
    return [];
  }
  if (resolution === 'STATIC') {
    return [`endpoint address "${address}" is not a valid IP address`];
  }
  return fqdnErrors(address).length > 0
    ? [`endpoint address "${address}" is not a valid FQDN or an IP address`]
    : [];
}
