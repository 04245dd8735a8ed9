import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { createTrafficTabUrl } from './trafficTabUrl';

const link = (data: JsonObject, entityRef: string) =>
  createTrafficTabUrl(new ConfigReader(data))(entityRef);

describe('createTrafficTabUrl', () => {
  it.each([
    [
      { app: { baseUrl: 'https://portal.example.org/' } },
      'https://portal.example.org/catalog/shop/component/backend/traffic',
    ],
    [
      {
        app: { baseUrl: 'https://example.org/backstage' },
        meshTraffic: { trafficTabPath: '/software/{kind}/{namespace}/{name}/calls' },
      },
      'https://example.org/backstage/software/component/shop/backend/calls',
    ],
    [{}, undefined],
  ])('with %j links to %s', (config, url) => {
    expect(link(config, 'Component:Shop/Backend')).toBe(url);
  });

  it('makes no link for a kind without the tab', () => {
    expect(link({ app: { baseUrl: 'https://a.example' } }, 'api:default/orders')).toBeUndefined();
  });

  it('refuses a path that names no entity', () => {
    expect(() =>
      link({ meshTraffic: { trafficTabPath: '/traffic' } }, 'component:default/a'),
    ).toThrow('meshTraffic.trafficTabPath is "/traffic": write a path with {namespace}');
  });
});
