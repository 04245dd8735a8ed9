import type { GatewayServer, GatewaySpec } from '../istioTypes';
import { isDnsLabel, isIpAddress, scopedHostErrors } from './hostNames';
import { portErrors, protocolClass } from './protocols';
import { serverTlsErrors } from './serverTlsErrors';
import { errorsAt, type WebhookError } from './WebhookError';

/** What Istio's webhook says against a Gateway; empty when it accepts it (istio validation.go, ValidateGateway). */
export function gatewayErrors({ servers = [] }: GatewaySpec, name: string): WebhookError[] {
  const errors: WebhookError[] = isDnsLabel(name)
    ? []
    : [{ path: 'metadata.name', reason: `invalid gateway name: "${name}"` }];
  if (servers.length === 0) {
    errors.push({ path: 'spec', reason: 'gateway must have at least one server' });
  }
  const seen = new Set<string>();
  for (const [index, server] of servers.entries()) {
    const path = `spec.servers.${index}`;
    errors.push(...serverErrors(server, path));
    const portName = server.port?.name;
    if (portName && seen.has(portName)) {
      errors.push({
        path: `${path}.port.name`,
        reason: `port names in servers must be unique: duplicate name ${portName}`,
      });
    }
    seen.add(portName ?? '');
  }
  return errors;
}

function serverErrors(server: GatewayServer, path: string): WebhookError[] {
  const { hosts = [], port, bind = '', tls } = server;
  const isSocket = bind.startsWith('unix://');
  const ofPort = port
    ? [
        ...(protocolClass(port.protocol)
          ? []
          : [
              `invalid protocol "${port.protocol ?? ''}", supported protocols are HTTP, HTTP2, GRPC, GRPC-WEB, MONGO, REDIS, MYSQL, TCP, HTTPS, TLS`,
            ]),
        ...(isSocket ? [] : portErrors(port.number)),
        ...(port.targetPort ? ['targetPort has no impact on Gateways'] : []),
        ...(port.name ? [] : ['port name must be set']),
      ]
    : ['port is required'];
  return [
    ...(hosts.length === 0
      ? errorsAt(path, ['server config must contain at least one host'])
      : hosts.flatMap((host, at) =>
          errorsAt(`${path}.hosts.${at}`, scopedHostErrors(host, 'gateway')),
        )),
    ...(bind && !isSocket && !isIpAddress(bind)
      ? errorsAt(`${path}.bind`, [`${bind} is not a valid IP`])
      : []),
    ...errorsAt(`${path}.tls`, tls ? serverTlsErrors(tls) : []),
    ...errorsAt(port ? `${path}.port` : path, ofPort),
    ...(ofPort.length > 0 ? [] : errorsAt(path, fitErrors(server))),
  ];
}

/** Whether the TLS block and the protocol go together. */
function fitErrors({ port, tls }: GatewayServer): string[] {
  const protocol = protocolClass(port?.protocol);
  if (protocol === 'tls') {
    return tls ? [] : ['server must have TLS settings for HTTPS/TLS protocols'];
  }
  if (!tls) {
    return [];
  }
  if (protocol === 'tcp') {
    return ['server cannot have TLS settings for non HTTPS/TLS ports'];
  }
  const isOnlyRedirect =
    /PASSTHROUGH$/.test(tls.mode ?? 'PASSTHROUGH') &&
    !tls.caCertificates &&
    !tls.privateKey &&
    !tls.serverCertificate;
  return isOnlyRedirect ? [] : ['server cannot have TLS settings for plain text HTTP ports'];
}
