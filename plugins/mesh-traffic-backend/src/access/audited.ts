import { AuditorService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Request } from 'express';

interface AuditedEvent {
  eventId: string;
  request: Request;
  meta: JsonObject;
}

/**
 * Runs a write and leaves exactly one auditor event behind, also when it is denied or fails.
 *
 * @param outcome - what to record of a result
 */
export async function audited<T>(
  auditor: AuditorService,
  event: AuditedEvent,
  write: () => Promise<T>,
  outcome: (result: T) => JsonObject,
): Promise<T> {
  const started = await auditor.createEvent({ ...event, severityLevel: 'medium' });
  let result: T;
  try {
    result = await write();
  } catch (error) {
    await started.fail({ error: isError(error) ? error : new Error(String(error)) });
    throw error;
  }
  await started.success({ meta: outcome(result) });
  return result;
}
