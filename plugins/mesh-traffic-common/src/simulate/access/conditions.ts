import type { PolicyOperation, PolicyRule, PolicySource } from '../istioTypes';
import { type ArrivingCall, principalOf } from './arrivingCall';
import {
  matchesHost,
  matchesNamespace,
  matchesPath,
  matchesPattern,
  matchesServiceAccount,
} from './strings';
import { expandTrustDomain } from './trustDomain';

export interface RuleContext {
  /** Namespace of the policy: the default of its service accounts. */
  namespace: string;
  trustDomains: readonly string[];
  /**
   * What happens to conditions that need HTTP on a TCP port: an ALLOW rule with one never matches, of a DENY rule the
   * condition is dropped (istio authz/model/model.go, checkError).
   */
  widensWithoutHttp: boolean;
}

type Test = (pattern: string) => boolean;

/** The conditions of AuthorizationPolicy rules, evaluated for one call. */
export class Conditions {
  private readonly principal: string | undefined;

  constructor(
    private readonly call: ArrivingCall,
    private readonly context: RuleContext,
  ) {
    this.principal = principalOf(call);
  }

  needsHttp(rule: PolicyRule): boolean {
    const isHttpField = (name: string) => !/^(not)?ports$/i.test(name);
    return (
      (rule.to ?? []).some(({ operation }) => Object.keys(operation ?? {}).some(isHttpField)) ||
      (rule.when ?? []).some(({ key }) => key.startsWith('request.'))
    );
  }

  source(source: PolicySource): boolean {
    return (
      this.both(source.namespaces, source.notNamespaces, this.namespace) &&
      this.both(source.principals, source.notPrincipals, this.hasPrincipal) &&
      this.both(source.serviceAccounts, source.notServiceAccounts, this.serviceAccount)
    );
  }

  operation(operation: PolicyOperation): boolean {
    const { request, port } = this.call;
    const ports = this.both(operation.ports, operation.notPorts, wanted => Number(wanted) === port);
    if (!request) {
      return ports;
    }
    return (
      ports &&
      this.both(operation.methods, operation.notMethods, wanted =>
        matchesPattern(wanted, request.method),
      ) &&
      this.both(operation.paths, operation.notPaths, wanted => matchesPath(wanted, request.path)) &&
      this.both(operation.hosts, operation.notHosts, wanted =>
        matchesHost(wanted, request.authority),
      )
    );
  }

  when(key: string, values: string[] | undefined, notValues: string[] | undefined): boolean {
    const test = this.testFor(key);
    return !test || this.both(values, notValues, test);
  }

  private testFor(key: string): Test | undefined {
    const { request, port } = this.call;
    switch (key) {
      case 'source.namespace':
        return this.namespace;
      case 'source.principal':
        return this.hasPrincipal;
      case 'source.serviceAccount':
        return this.serviceAccount;
      case 'destination.port':
        return wanted => Number(wanted) === port;
      default: {
        const header = /^request\.headers\[([^\]]+)\]$/.exec(key)?.[1];
        return header && request
          ? wanted => {
              const value = request.headers.get(header.toLowerCase());
              return value !== undefined && matchesPattern(wanted, value);
            }
          : undefined;
      }
    }
  }

  private readonly namespace: Test = pattern =>
    this.principal !== undefined && matchesNamespace(pattern, this.principal);

  private readonly hasPrincipal: Test = pattern =>
    this.principal !== undefined &&
    expandTrustDomain(pattern, this.context.trustDomains).some(expanded =>
      matchesPattern(expanded, this.principal ?? ''),
    );

  private readonly serviceAccount: Test = pattern =>
    this.call.identity !== undefined &&
    matchesServiceAccount(pattern, this.context.namespace, this.call.identity);

  /** One of the values, and none of the others. */
  private both(values: string[] | undefined, notValues: string[] | undefined, test: Test): boolean {
    return (!values?.length || values.some(test)) && !notValues?.some(test);
  }
}
