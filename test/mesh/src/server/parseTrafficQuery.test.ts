import { parseTrafficQuery } from './parseTrafficQuery';

const parse = (query: string) => parseTrafficQuery(new URLSearchParams(query));

describe('parseTrafficQuery', () => {
  it('fills in the defaults', () => {
    expect(parse('namespace=shop&service=backend')).toEqual({
      service: { mesh: 'built-in', namespace: 'shop', service: 'backend' },
      windowSeconds: 300,
      stepSeconds: 15,
      panelSeconds: undefined,
      panels: true,
    });
  });

  it('takes what carries the calls beside the service', () => {
    expect(
      parse('namespace=shop&service=a&ringService=b&ringService=b-primary&ringTarget=b'),
    ).toMatchObject({ rollout: { services: ['b', 'b-primary'], targets: ['b'] } });
  });

  it.each([
    ['', /^Name the service/],
    ['namespace=shop', /^Name the service/],
    ['namespace=a&service=b&windowSeconds=soon', /are numbers from 1 to/],
    ['namespace=a&service=b&stepSeconds=0', /are numbers from 1 to/],
    ['namespace=a&service=b&panelSeconds=1e9', /are numbers from 1 to/],
  ])('says what is wrong with "%s"', (query, message) => {
    expect(parse(query)).toMatchObject({ message: expect.stringMatching(message) });
  });
});
