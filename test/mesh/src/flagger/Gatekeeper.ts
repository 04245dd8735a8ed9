/** A Canary as the load tester knows it: one gate for each, whatever hook asks. */
export interface GateRef {
  namespace: string;
  /** Name of the Canary. */
  name: string;
}

/**
 * The gates of Flagger's load tester: closed until somebody opens them, then open until somebody closes them, also
 * over releases. Beside each there is a second one that takes a release back. Source: flagger pkg/loadtester
 */
export class Gatekeeper {
  readonly #openAtFirst: boolean;
  readonly #turned = new Set<string>();
  readonly #rollbacks = new Set<string>();

  /** @param options - `open`: the gates are open until somebody closes them; default false */
  constructor(options: { open?: boolean } = {}) {
    this.#openAtFirst = options.open ?? false;
  }

  /** Opens or closes the gate that releases wait at. */
  set(ref: GateRef, open: boolean): void {
    mark(this.#turned, ref, open !== this.#openAtFirst);
  }

  isOpen(ref: GateRef): boolean {
    return this.#openAtFirst !== this.#turned.has(keyOf(ref));
  }

  /** Has releases taken back, or no longer. */
  setRollback(ref: GateRef, wanted: boolean): void {
    mark(this.#rollbacks, ref, wanted);
  }

  wantsRollback(ref: GateRef): boolean {
    return this.#rollbacks.has(keyOf(ref));
  }
}

function mark(keys: Set<string>, ref: GateRef, present: boolean): void {
  if (present) keys.add(keyOf(ref));
  else keys.delete(keyOf(ref));
}

function keyOf({ namespace, name }: GateRef): string {
  return `${namespace}/${name}`;
}
