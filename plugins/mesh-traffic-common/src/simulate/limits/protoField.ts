import { field } from '../workloads';

/** A field of an Envoy configuration; protobuf's JSON takes `snake_case` and `camelCase` alike. */
export function protoField(value: unknown, snake: string): unknown {
  return field(value, snake) ?? field(value, camelCase(snake));
}

/** Names come from our own code, so that these are few. */
const CAMEL_CASE = new Map<string, string>();

function camelCase(snake: string): string {
  const known = CAMEL_CASE.get(snake);
  if (known !== undefined) {
    return known;
  }
  const camel = snake.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  CAMEL_CASE.set(snake, camel);
  return camel;
}

/** A `google.protobuf.UInt32Value` or number. */
export function protoNumber(value: unknown, snake: string): number | undefined {
  const found = protoField(value, snake);
  return typeof found === 'number' ? found : undefined;
}

export function protoText(value: unknown, snake: string): string | undefined {
  const found = protoField(value, snake);
  return typeof found === 'string' ? found : undefined;
}

const PER = { HUNDRED: 100, TEN_THOUSAND: 10_000, MILLION: 1_000_000 };

/** A `RuntimeFractionalPercent` as a share of 1; absent counts as `absent`. */
export function protoShare(value: unknown, snake: string, absent: number): number {
  const percent = protoField(protoField(value, snake), 'default_value');
  if (percent === undefined) {
    return absent;
  }
  const denominator = protoText(percent, 'denominator') ?? 'HUNDRED';
  return (
    (protoNumber(percent, 'numerator') ?? 0) /
    (denominator in PER ? PER[denominator as keyof typeof PER] : PER.HUNDRED)
  );
}
