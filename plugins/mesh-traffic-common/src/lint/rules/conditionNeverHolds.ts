import type { PolicyOperation, PolicySource } from '../../simulate/istioTypes';
import type { LintRule } from '../LintRule';

/** IANA's registry of HTTP methods, and what caches and UPnP add. */
const METHODS = new Set(
  (
    'GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH QUERY PURGE SEARCH REPORT ACL BIND UNBIND REBIND LINK UNLINK ' +
    'COPY MOVE LOCK UNLOCK MKCOL PROPFIND PROPPATCH ORDERPATCH MKCALENDAR MKREDIRECTREF UPDATEREDIRECTREF ' +
    'BASELINE-CONTROL CHECKIN CHECKOUT UNCHECKOUT LABEL MERGE MKACTIVITY MKWORKSPACE UPDATE VERSION-CONTROL ' +
    'NOTIFY SUBSCRIBE UNSUBSCRIBE M-SEARCH SOURCE'
  ).split(' '),
);

/** What is wrong with one value, and what to write. */
type Fault = { why: string; help: string } | undefined;

const SOURCE: Partial<Record<keyof PolicySource, (value: string) => Fault>> = {
  principals: principalFault,
  notPrincipals: principalFault,
};

const OPERATION: Partial<Record<keyof PolicyOperation, (value: string) => Fault>> = {
  methods: methodFault,
  notMethods: methodFault,
  paths: pathFault,
  notPaths: pathFault,
};

/** Values are compared as text: what no call can have never matches, and nobody says so. */
export const conditionNeverHolds: LintRule = {
  code: 'MT2096',
  severity: 'warning',
  title: 'a value in an AuthorizationPolicy that no call has',
  source:
    'istio pilot/pkg/security/authz/matcher; istio/api authorization_policy.proto; Kiali KIA0102',
  check: context =>
    context.istio('AuthorizationPolicy').flatMap(({ on, spec }) =>
      (spec.rules ?? []).flatMap((rule, index) => {
        const path = `spec.rules.${index}`;
        const found = [
          ...(rule.from ?? []).flatMap(({ source }, at) =>
            faultsOf(source, SOURCE, `${path}.from.${at}.source`),
          ),
          ...(rule.to ?? []).flatMap(({ operation }, at) =>
            faultsOf(operation, OPERATION, `${path}.to.${at}.operation`),
          ),
        ];
        return found.map(({ at, value, why, help }) => ({
          on,
          path: at,
          message: `"${value}" never matches: ${why}.`,
          help,
        }));
      }),
    ),
};

function faultsOf<Holder extends PolicySource | PolicyOperation>(
  holder: Holder | undefined,
  checks: Partial<Record<keyof Holder, (value: string) => Fault>>,
  path: string,
) {
  return Object.keys(checks).flatMap(name => {
    const field = name as keyof Holder;
    const values = (holder?.[field] ?? []) as string[];
    return values.flatMap((value, place) => {
      const fault = checks[field]?.(value);
      return fault ? [{ at: `${path}.${name}.${place}`, value, ...fault }] : [];
    });
  });
}

function principalFault(value: string): Fault {
  if (value.startsWith('spiffe://')) {
    return { why: 'a principal stands without spiffe://', help: `Write ${value.slice(9)}.` };
  }
  return /^ns\/[^/*]+\/sa\/[^/]+$/.test(value)
    ? { why: 'a principal begins with the trust domain', help: `Write cluster.local/${value}.` }
    : undefined;
}

function methodFault(value: string): Fault {
  const upper = value.toUpperCase();
  if (value.includes('*') || METHODS.has(value) || value.startsWith('/')) {
    return undefined;
  }
  return METHODS.has(upper)
    ? { why: 'methods are in capitals', help: `Write ${upper}.` }
    : { why: 'there is no such HTTP method', help: 'Correct the method.' };
}

function pathFault(value: string): Fault {
  if (!value.startsWith('/') && !value.startsWith('*') && !value.startsWith('{')) {
    return { why: 'a path begins with /', help: `Write /${value}.` };
  }
  const isTemplate = /\{\*\*?\}/.test(value);
  return !isTemplate && value.slice(1, -1).includes('*')
    ? {
        why: 'a star in the middle stands for itself',
        help: `Write {*} for one part of a path, as in ${value.replace(/(?<=.)\*(?=.)/g, '{*}')}.`,
      }
    : undefined;
}
