import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Environment, Template } from 'nunjucks';
import type { ServiceInput } from '../services';

const root = dirname(require.resolve('bench/package.json'));
const environment = new Environment(null, { autoescape: false, throwOnUndefined: true });
const template = new Template(
  readFileSync(join(root, 'src/rivals/manifests.yaml.njk'), 'utf8'),
  environment,
  'manifests.yaml',
  true,
);

/** The manifests of a service as a hand-written template makes them: what a skeleton of fetch:template does. */
export function renderTemplate(service: ServiceInput): string {
  return template.render(service);
}
