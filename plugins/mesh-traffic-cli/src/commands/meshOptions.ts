import type { CommandOption } from '../Command';

/** Switches and options that all commands have. */
export const COMMON_OPTIONS: Record<string, CommandOption> = {
  exclude: {
    value: 'NAME',
    multiple: true,
    help: 'Leave out files and folders of this name or path, inside folders; may be repeated.',
  },
  json: { help: 'Answer with one JSON object on standard output.' },
};

/** What the mesh is called. */
export const MESH_OPTIONS: Record<string, CommandOption> = {
  'trust-domain': { value: 'DOMAIN', help: 'Trust domain of the mesh; default cluster.local.' },
  'root-namespace': { value: 'NS', help: "Istio's root namespace; default istio-system." },
};
