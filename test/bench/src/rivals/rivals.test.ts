import { loadYaml } from 'backstage-plugin-mesh-traffic-common';
import { manifestsOf, policyOf, services } from '../services';
import { renderTemplate } from './renderTemplate';
import { synthesize } from './synthesize';
import { validators } from './validators';

const [service] = services(1);
const manifests = manifestsOf(policyOf(service));
const objects = (text: string) => loadYaml(text).documents.map(({ value }) => value);

it('gives every rival the same objects to make', () => {
  expect(objects(renderTemplate(service))).toEqual(manifests);
  expect(objects(synthesize(manifests))).toEqual(expect.arrayContaining(manifests));
  expect(objects(synthesize(manifests))).toHaveLength(manifests.length);
});

it('has a schema for every object, which refuses what does not belong there', () => {
  const valid = validators();
  for (const manifest of manifests) {
    expect(valid(manifest)).toBe(true);
    expect(valid({ ...manifest, surprise: 1 })).toBe(false);
  }
});
