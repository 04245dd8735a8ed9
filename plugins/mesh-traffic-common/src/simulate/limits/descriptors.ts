import { isSetByProxies } from '../proxyHeaders';
import type { HttpRequest } from '../request';
import { items } from '../workloads';
import { type CelAttributes, type CelProgram, compileCel } from './cel';
import { CelUnknown } from './celErrors';
import { protoField, protoText } from './protoField';

export interface Entry {
  key: string;
  value: string;
}

export interface Descriptors {
  /** The descriptors of a call, each a list of entries. */
  found: Entry[][];
  /** Actions that are beyond the simulator, as paths below the filter's configuration. */
  notModelled: string[];
}

export interface DescribedCall {
  request: HttpRequest;
  /** First URI of the caller's verified certificate; absent without mutual TLS. */
  peerUri?: string;
}

const CEL_ACTION = 'type.googleapis.com/envoy.extensions.rate_limit_descriptors.expr.v3.Descriptor';

type ActionResult = Entry | 'skip' | 'none' | 'unknown';

/** Settings of an entry that change how many tokens a call takes, or when. */
const UNKNOWN_SETTINGS = ['hits_addend', 'apply_on_stream_done', 'limit'];

/**
 * The descriptors that `rate_limits` of a local rate limit filter make of a call. An action without a result drops
 * its descriptor (envoy source/common/router/router_ratelimit.cc).
 */
export function describe(config: unknown, call: DescribedCall): Descriptors {
  const result: Descriptors = { found: [], notModelled: [] };
  items(protoField(config, 'rate_limits')).forEach((limit, index) => {
    const entries: Entry[] = [];
    result.notModelled.push(
      ...UNKNOWN_SETTINGS.filter(name => protoField(limit, name)).map(
        name => `rate_limits.${index}.${name}`,
      ),
    );
    for (const [at, action] of items(protoField(limit, 'actions')).entries()) {
      const outcome = act(action, call);
      if (outcome === 'unknown') {
        result.notModelled.push(`rate_limits.${index}.actions.${at}`);
        return;
      }
      if (outcome === 'none') {
        return;
      }
      if (outcome !== 'skip') {
        entries.push(outcome);
      }
    }
    if (entries.length > 0) {
      result.found.push(entries);
    }
  });
  return result;
}

function act(action: unknown, call: DescribedCall): ActionResult {
  const extension = protoField(action, 'extension');
  const header = protoField(action, 'request_headers');
  const generic = protoField(action, 'generic_key');
  if (extension !== undefined) {
    return evaluate(protoField(extension, 'typed_config'), call);
  }
  if (header !== undefined) {
    const value = headerOf(call.request, protoText(header, 'header_name') ?? '');
    if (value === 'unknown') {
      return 'unknown';
    }
    if (value === undefined) {
      return protoField(header, 'skip_if_absent') === true ? 'skip' : 'none';
    }
    return { key: protoText(header, 'descriptor_key') ?? '', value: value.text };
  }
  if (generic !== undefined) {
    return {
      key: protoText(generic, 'descriptor_key') ?? 'generic_key',
      value: protoText(generic, 'descriptor_value') ?? '',
    };
  }
  return 'unknown';
}

function evaluate(typed: unknown, call: DescribedCall): ActionResult {
  const expression = protoText(typed, 'text');
  if (protoField(typed, '@type') !== CEL_ACTION || expression === undefined) {
    return 'unknown';
  }
  const outcome = program(expression)(attributesOf(call));
  if (outcome.kind === 'unknown') {
    return 'unknown';
  }
  if (outcome.kind === 'error') {
    return protoField(typed, 'skip_if_error') === true ? 'skip' : 'none';
  }
  return { key: protoText(typed, 'descriptor_key') ?? '', value: String(outcome.value) };
}

/** A header as Envoy has it, `:path` and the like among them; the query of a path is not kept as it was written. */
function headerOf(request: HttpRequest, name: string): { text: string } | 'unknown' | undefined {
  switch (name.toLowerCase()) {
    case ':authority':
    case 'host':
      return { text: request.authority };
    case ':method':
      return { text: request.method };
    case ':scheme':
      return { text: request.scheme };
    case ':path':
      return request.query.toString() !== '' ? 'unknown' : { text: request.path };
    default: {
      const text = request.headers.get(name.toLowerCase());
      if (text === undefined) {
        return isSetByProxies(name) ? 'unknown' : undefined;
      }
      return { text };
    }
  }
}

/** Envoy's attributes of a call, as far as a simulated call has them. */
function attributesOf({ request, peerUri }: DescribedCall): CelAttributes {
  return name => {
    const header = /^request\.headers\[(.+)\]$/.exec(name)?.[1];
    if (header !== undefined) {
      const value = headerOf(request, header);
      if (value === 'unknown') {
        throw new CelUnknown(name);
      }
      return value?.text;
    }
    switch (name) {
      case 'connection.uri_san_peer_certificate':
        return peerUri;
      case 'connection.mtls':
        return peerUri !== undefined;
      case 'request.host':
        return request.authority;
      case 'request.method':
        return request.method;
      case 'request.url_path':
        return request.path;
      case 'request.scheme':
        return request.scheme;
      default:
        throw new CelUnknown(name);
    }
  };
}

const programs = new Map<string, CelProgram>();
const MAX_PROGRAMS = 1000;

function program(expression: string): CelProgram {
  const known = programs.get(expression);
  if (known) {
    return known;
  }
  if (programs.size >= MAX_PROGRAMS) {
    programs.clear();
  }
  const compiled = compileCel(expression);
  programs.set(expression, compiled);
  return compiled;
}
