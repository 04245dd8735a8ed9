import Ajv2020 from 'ajv/dist/2020';
import type { Manifest } from 'backstage-plugin-mesh-traffic-common';
import { emittedObject } from 'backstage-plugin-mesh-traffic-common/src/compile/__testUtils__/kinds';
import { z } from 'zod';

/** One compiled JSON schema for each kind that is compared, all fields known, none other allowed. */
export function validators(): (manifest: Manifest) => boolean {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  const byKind = new Map(
    emittedObject.options.map(option => [
      [...option.shape.kind.values][0] as string,
      ajv.compile(z.toJSONSchema(option, { unrepresentable: 'any' })),
    ]),
  );
  return manifest => byKind.get(manifest.kind)?.(manifest) === true;
}
