import { z } from 'zod';
import { parseDuration } from '../../kubernetes/duration';
import { isDns1123Label, isLabelKey, isLabelValue } from '../../kubernetes/names';

/** A name that must be a DNS-1123 label. */
export const dnsLabel = z.string().refine(isDns1123Label, {
  error: 'This is no DNS-1123 label.',
  params: {
    help: 'Use at most 63 lower-case letters, digits and "-", with a letter or digit at both ends.',
  },
});

/** A length of time such as `10s`, `500ms` or `1m30s`; never zero. */
export const duration = z.string().refine(
  text => {
    const milliseconds = parseDuration(text);
    return milliseconds !== undefined && milliseconds >= 1;
  },
  {
    error: 'This is no length of time above zero.',
    params: {
      help: 'Write a number and a unit, for example 500ms, 10s or 1m. To have no limit, leave the field out: Istio refuses 0s.',
    },
  },
);

/** The same entries in the order of their keys: what is made of them must not hang on how they were written. */
export function sortedByKey<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(
    Object.keys(record)
      .sort()
      .map(key => [key, record[key]]),
  );
}

/** Labels of pods or namespaces, at least one, in the order of their keys. */
export const labels = z
  .record(z.string(), z.string())
  .refine(record => Object.keys(record).length > 0, {
    error: 'There is no label here.',
    params: { help: 'Give at least one label.' },
  })
  .refine(
    record =>
      Object.entries(record).every(([key, value]) => isLabelKey(key) && isLabelValue(value)),
    {
      error: 'A label key or value is not one that Kubernetes takes.',
      params: {
        help: 'Keys and values have at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends.',
      },
    },
  )
  .overwrite(sortedByKey);

/** A whole number from 1 up to what Envoy and Kubernetes can hold. */
export const count = z.int().min(1).max(2147483647);

/** Whole percent, 0 to 100. */
export const percent = z.int().min(0).max(100);

/** A port number. */
export const portNumber = z.int().min(1).max(65535);

/** An absolute http or https address. */
export const httpUrl = z
  .string()
  .max(2048)
  .refine(text => /^https?:\/\/[^\s/?#]+[^\s]*$/.test(text), {
    error: 'This is no http or https address.',
    params: { help: 'Write it whole, for example https://portal.example.com/catalog.' },
  });
