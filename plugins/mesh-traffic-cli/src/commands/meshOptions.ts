import type { CommandOption } from '../Command';

/** Switches and options that several commands share. */
export const JSON_OPTION: Record<string, CommandOption> = {
  json: { help: 'Answer with one JSON object on standard output.' },
};

/** What the mesh is called. */
export const MESH_OPTIONS: Record<string, CommandOption> = {
  'trust-domain': { value: 'DOMAIN', help: 'Trust domain of the mesh; default cluster.local.' },
  'root-namespace': { value: 'NS', help: "Istio's root namespace; default istio-system." },
};
