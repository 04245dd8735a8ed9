import type { GatewayServer } from '../istioTypes';

const TLS_MODES = [
  'PASSTHROUGH',
  'SIMPLE',
  'MUTUAL',
  'AUTO_PASSTHROUGH',
  'ISTIO_MUTUAL',
  'OPTIONAL_MUTUAL',
];

/** What Istio's webhook says against the TLS block of a gateway's server (istio validation.go, validateTLSOptions). */
export function serverTlsErrors(tls: NonNullable<GatewayServer['tls']>): string[] {
  const { mode = 'PASSTHROUGH', credentialName, credentialNames = [], tlsCertificates = [] } = tls;
  if (!TLS_MODES.includes(mode)) {
    return [`Unsupported value: "${mode}": supported values: ${TLS_MODES.join(', ')}`];
  }
  if (mode === 'ISTIO_MUTUAL') {
    const own: [string, unknown][] = [
      ['server certificate', tls.serverCertificate],
      ['private key', tls.privateKey],
      ['CA bundle', tls.caCertificates],
      ['tlsCertificates', tlsCertificates.length],
      ['credentialName', credentialName],
      ['credentialNames', credentialNames.length],
    ];
    return own.flatMap(([what, value]) =>
      value ? [`ISTIO_MUTUAL TLS cannot have associated ${what}`] : [],
    );
  }
  const sources = [
    tls.serverCertificate && tls.privateKey,
    credentialName,
    credentialNames.length,
    tlsCertificates.length,
  ].filter(Boolean);
  const errors =
    sources.length > 1
      ? [
          'only one of credential_name, credential_names, server_certificate/private_key, tls_certificates should be specified',
        ]
      : [];
  const isPassedThrough = mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH';
  if (isPassedThrough || credentialName || credentialNames.length > 0) {
    return errors;
  }
  const prefix = mode === 'SIMPLE' ? 'SIMPLE TLS' : 'MUTUAL TLS';
  if (mode !== 'SIMPLE' && !tls.caCertificates) {
    errors.push(`${prefix} requires a client CA bundle`);
  }
  for (const pair of tlsCertificates.length > 0 ? tlsCertificates : [tls]) {
    errors.push(
      ...(pair.serverCertificate ? [] : [`${prefix} requires a server certificate`]),
      ...(pair.privateKey ? [] : [`${prefix} requires a private key`]),
    );
  }
  return errors;
}
