import { compileCel } from './cel';

const peer = 'spiffe://cluster.local/ns/prod/sa/web';
const evaluate = (expression: string, uri: string | undefined = peer) =>
  compileCel(expression)(name =>
    name === 'connection.uri_san_peer_certificate' ? uri : undefined,
  );

describe('compileCel', () => {
  it.each([
    [`'a'`, 'a'],
    [`"it's"`, `it's`],
    [`r'\\1' == '\\\\1'`, true],
    [`'a' == 'a' ? 'yes' : 'no'`, 'yes'],
    [`'a' != 'a' || !('b' == 'c')`, true],
    [`true && false`, false],
    [`'abc'.contains('b')`, true],
    [
      `connection.uri_san_peer_certificate.startsWith('spiffe://cluster.local/ns/prod/sa/') ? 'prod' : 'other'`,
      'prod',
    ],
    [
      `connection.uri_san_peer_certificate.startsWith('x') ? 'x' : (connection.uri_san_peer_certificate.endsWith('/web') ? 'web' : 'other')`,
      'web',
    ],
    [
      `re.extract(connection.uri_san_peer_certificate, '^spiffe://[^/]+/ns/([^/]+)/sa/', r'\\1')`,
      'prod',
    ],
  ])('%s', (expression, value) => {
    expect(evaluate(expression)).toEqual({ kind: 'value', value });
  });

  it('has no value where the call lacks an attribute, or re.extract finds nothing', () => {
    const expression = `connection.uri_san_peer_certificate.startsWith('x') ? 'x' : 'other'`;
    expect(compileCel(expression)(() => undefined)).toEqual({ kind: 'error' });
    expect(evaluate(`re.extract('abc', 'x', r'\\0')`)).toEqual({ kind: 'error' });
  });

  it.each([`size(request.path)`, `a ? b`, `'x'.split('/')`, `1 + 1`, `[1, 2]`, `'open`])(
    'says that %s is beyond it',
    expression => {
      expect(evaluate(expression).kind).toBe('unknown');
    },
  );
});
