import { gatewayServers } from '../gatewayServers';
import type { LintRule } from '../LintRule';

/** The webhook only warns. */
export const tlsFieldUnused: LintRule = {
  code: 'MT2164',
  severity: 'warning',
  title: 'a tls setting that the server does not use',
  source: 'istio pkg/config/validation/validation.go, validateTLSOptions; istioctl analyze IST0133',
  check: context =>
    gatewayServers(context).flatMap(({ object: { on }, server, path, reads }) => {
      const { tls = {} } = server;
      const isPlain = reads === 'http' && !/^HTTPS$/i.test(server.port?.protocol ?? '');
      const certificate = (
        [
          'credentialName',
          'credentialNames',
          'serverCertificate',
          'privateKey',
          'caCertificates',
          'tlsCertificates',
        ] as const
      ).find(name => tls[name]?.length);
      return [
        ...(tls.httpsRedirect && !isPlain
          ? [
              {
                on,
                path: `${path}.tls.httpsRedirect`,
                message:
                  'Only calls in plain HTTP can be sent to HTTPS: the redirect does nothing here.',
                help: 'Move it to the server of the HTTP port.',
              },
            ]
          : []),
        ...(certificate && reads === 'sni'
          ? [
              {
                on,
                path: `${path}.tls.${certificate}`,
                message: `${tls.mode ?? 'PASSTHROUGH, the mode where none is given,'} hands connections on without opening them: the certificate is not used.`,
                help: 'Set mode: SIMPLE or MUTUAL, or remove the certificate.',
              },
            ]
          : []),
      ];
    }),
};
