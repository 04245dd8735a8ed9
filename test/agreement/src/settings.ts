const DEFAULT_POLICIES = 10_000;

/** How many policies are drawn, and from which seed; `AGREEMENT_SEED` repeats a run. */
export interface Settings {
  seed: number;
  policies: number;
}

/** Reads `AGREEMENT_SEED` and `AGREEMENT_POLICIES`. */
export function settings(environment: NodeJS.ProcessEnv = process.env): Settings {
  return {
    seed: numberOf(environment, 'AGREEMENT_SEED') ?? Math.floor(Date.now() / 1000),
    policies: numberOf(environment, 'AGREEMENT_POLICIES') ?? DEFAULT_POLICIES,
  };
}

function numberOf(environment: NodeJS.ProcessEnv, name: string): number | undefined {
  const text = environment[name];
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} is no whole number: ${text}`);
  return value;
}
