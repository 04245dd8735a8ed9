import { Gatekeeper, GateRef } from '../flagger/Gatekeeper';

/** Where gates are opened, closed and asked. */
export interface Gates {
  gates: Gatekeeper;
  /** Whether there is such a Canary at the moment. */
  hasCanary(ref: GateRef): boolean;
}

export interface Reply {
  status: number;
  body: object;
}

/** The paths of Flagger's load tester that are answered. */
export const gatePaths: ReadonlySet<string> = new Set(
  ['open', 'close', 'check'].flatMap(action => [`/gate/${action}`, `/rollback/${action}`]),
);

/**
 * Opens, closes or asks a gate, as Flagger's load tester does (flagger pkg/loadtester/server.go): 202 for a change,
 * 200 for an open gate, 403 for a closed one. Other than there, a Canary that does not exist is 404.
 *
 * @param path - one of `gatePaths`
 * @param text - JSON with the Canary's `name` and `namespace`
 */
export function answerGate(path: string, text: string, { gates, hasCanary }: Gates): Reply {
  const ref = readRef(text);
  if (!ref) {
    return problem(
      400,
      'InputError',
      'Name the Canary: {"name": "<name>", "namespace": "<namespace>"}.',
    );
  }
  const name = `${ref.namespace}/${ref.name}`;
  if (!hasCanary(ref)) return problem(404, 'NotFoundError', `There is no Canary ${name}.`);
  const [, kind, action] = path.split('/');
  const isRollback = kind === 'rollback';
  if (action !== 'check') {
    const open = action === 'open';
    if (isRollback) gates.setRollback(ref, open);
    else gates.set(ref, open);
    return { status: 202, body: { canary: name, [kind]: open ? 'open' : 'closed' } };
  }
  const isOpen = isRollback ? gates.wantsRollback(ref) : gates.isOpen(ref);
  return {
    status: isOpen ? 200 : 403,
    body: { canary: name, [kind]: isOpen ? 'open' : 'closed' },
  };
}

function readRef(text: string): GateRef | undefined {
  try {
    const { name, namespace } = Object(JSON.parse(text));
    if (typeof name === 'string' && typeof namespace === 'string') return { name, namespace };
  } catch {
    // No JSON: the same sentence answers it.
  }
  return undefined;
}

function problem(status: number, name: string, message: string): Reply {
  return { status, body: { error: { name, message } } };
}
