import { ForgeContext } from '../ForgeContext';
import { Actor } from '../model/Access';
import { OperationId } from '../openapi/operationIds';

/** A request that is known to follow GitHub's description. */
export interface RestRequest {
  params: Record<string, string>;
  query: Record<string, unknown>;
  /** Valid by the operation's schema, so that a handler may name its type. */
  body: unknown;
  /** Absent only on reads. */
  actor?: Actor;
  accept: string;
}

export interface RestResponse {
  status: number;
  /** Sent as JSON, except for a buffer. */
  body?: unknown;
  contentType?: string;
  location?: string;
  /** Of a list that has more than one page. */
  page?: { current: number; last: number };
}

export type RestHandler = (context: ForgeContext, request: RestRequest) => Promise<RestResponse>;

export type RestHandlers<Id extends OperationId> = Record<Id, RestHandler>;
