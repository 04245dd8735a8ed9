import { ResponseError } from '@backstage/errors';
import {
  PolicyDetails,
  PolicyListResponse,
  PreviewRequest,
  PreviewResponse,
  ProposeRequest,
  ProposeResponse,
  TrafficResponse,
} from './types';

/** The HTTP API of the backend plugin `mesh-traffic`. Every method throws `ResponseError` on a non-2xx answer. */
export interface MeshTrafficApi {
  listPolicies(options?: RequestOptions): Promise<PolicyListResponse>;
  getPolicy(
    query: { entityRef: string; mesh?: string },
    options?: RequestOptions,
  ): Promise<PolicyDetails>;
  previewPolicy(request: PreviewRequest, options?: RequestOptions): Promise<PreviewResponse>;
  proposePolicy(request: ProposeRequest, options?: RequestOptions): Promise<ProposeResponse>;
  getTraffic(
    query: { entityRef: string; mesh?: string; windowSeconds?: number },
    options?: RequestOptions,
  ): Promise<TrafficResponse>;
}

export interface RequestOptions {
  /** Bearer token of the user; the browser's fetch API adds its own. */
  token?: string;
  signal?: AbortSignal;
}

interface ClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/** Talks to the backend from a browser, an action or a script. */
export class MeshTrafficClient implements MeshTrafficApi {
  readonly #discoveryApi: ClientOptions['discoveryApi'];
  readonly #fetchApi: ClientOptions['fetchApi'];

  constructor(options: ClientOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  listPolicies(options?: RequestOptions) {
    return this.#request<PolicyListResponse>('GET', '/v1/policies', undefined, options);
  }

  getPolicy(query: { entityRef: string; mesh?: string }, options?: RequestOptions) {
    return this.#request<PolicyDetails>('GET', `/v1/policy?${search(query)}`, undefined, options);
  }

  previewPolicy(request: PreviewRequest, options?: RequestOptions) {
    return this.#request<PreviewResponse>('POST', '/v1/policies/preview', request, options);
  }

  proposePolicy(request: ProposeRequest, options?: RequestOptions) {
    return this.#request<ProposeResponse>('POST', '/v1/policies/propose', request, options);
  }

  getTraffic(
    query: { entityRef: string; mesh?: string; windowSeconds?: number },
    options?: RequestOptions,
  ) {
    return this.#request<TrafficResponse>(
      'GET',
      `/v1/traffic?${search(query)}`,
      undefined,
      options,
    );
  }

  async #request<T>(
    method: 'GET' | 'POST',
    path: string,
    body: unknown,
    options: RequestOptions = {},
  ): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('mesh-traffic');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      method,
      signal: options.signal,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}

function search(query: Record<string, string | number | undefined>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) params.set(name, String(value));
  }
  return params;
}
