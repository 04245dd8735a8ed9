import { Response } from 'express';
import { GithubError } from '../model/GithubError';
import { Fault } from './Faults';

/** Lets a fault happen to a request; true when the request is to be handled all the same. */
export async function strike(fault: Fault, response: Response): Promise<boolean> {
  if (fault.type === 'meanwhile') {
    await fault.act();
    return true;
  }
  if (fault.when !== 'after') {
    fail(fault, response);
    return false;
  }
  loseAnswer(response, () => fail(fault, response));
  return true;
}

function fail(fault: Exclude<Fault, { type: 'meanwhile' }>, response: Response): void {
  if (fault.type === 'reset') {
    response.socket?.resetAndDestroy();
  } else if (fault.type === 'status') {
    if (fault.retryAfterSeconds !== undefined) {
      response.setHeader('retry-after', String(fault.retryAfterSeconds));
    }
    response.set(fault.headers ?? {});
    const message = fault.message ?? wordsFor(fault.status);
    const body = fault.body ?? new GithubError(fault.status, message).toBody();
    response.status(fault.status).json(body);
  }
}

function wordsFor(status: number): string {
  return status === 403 || status === 429
    ? 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
    : 'Server Error';
}

/** Replaces what the handler answers, once it has answered. */
function loseAnswer(response: Response, instead: () => void): void {
  const { write, end } = response;
  response.write = () => true;
  response.end = () => {
    response.write = write;
    response.end = end;
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    instead();
    return response;
  };
}
