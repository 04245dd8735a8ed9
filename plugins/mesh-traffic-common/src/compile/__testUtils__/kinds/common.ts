import { z } from 'zod';
import {
  isDns1123Label,
  isDns1123Subdomain,
  isLabelKey,
  isLabelValue,
} from '../../../kubernetes/names';

export const label = z.string().refine(isDns1123Label);
export const subdomain = z.string().refine(isDns1123Subdomain);
export const host = z
  .string()
  .regex(/^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$/)
  .max(253);
export const duration = z.string().regex(/^(\d+(\.\d+)?(ms|s|m|h))+$/);
export const port = z.int().min(1).max(65535);
export const labels = z.record(z.string().refine(isLabelKey), z.string().refine(isLabelValue));
export const count = z.int().min(1).max(4294967295);

/** An object of the kind, strict in every field; `names` is the rule for its name. */
export function kind<T extends z.ZodRawShape>(
  apiVersion: string,
  name: string,
  body: T,
  names: z.ZodType<string> = subdomain,
) {
  return z.strictObject({
    apiVersion: z.literal(apiVersion),
    kind: z.literal(name),
    metadata: z.strictObject({
      name: names,
      namespace: label.optional(),
      labels,
      annotations: z.record(z.string().refine(isLabelKey), z.string()),
    }),
    ...body,
  });
}
