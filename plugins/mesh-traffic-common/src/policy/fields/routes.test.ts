import { routes } from './routes';

function accepts(regex: string): boolean {
  return routes.safeParse([{ name: 'r', match: { path: { regex } } }]).success;
}

describe('regular expressions', () => {
  it.each(['(?i)/api/.*', '/v\\-1/.*', '/x(?P<id>\\d+)', '/[[:alpha:]]+', '/a\\\\1', '/\\pL+'])(
    'takes what Envoy takes: %s',
    regex => expect(accepts(regex)).toBe(true),
  );

  it.each(['/a{1001}', '/\\u0041', '/[^]', '/(a)\\1', '/(?=a)', '/(?<!a)', '/(', '/a**'])(
    'refuses what would break the whole VirtualService: %s',
    regex => expect(accepts(regex)).toBe(false),
  );
});
