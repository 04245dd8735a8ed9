/** What a child's service is, once it runs. */
interface Service<T> {
  /** What the parent needs to know. */
  ready: T;
  close(): Promise<void>;
}

/**
 * Runs a service in a child process: tells the parent when it is ready, and closes it when the parent says so or
 * is gone.
 */
export async function serve<I, T>(start: (input: I) => Promise<Service<T>>): Promise<void> {
  const { ready, close } = await start(JSON.parse(process.env.CHILD_INPUT ?? '{}'));
  let closing = false;
  const end = async () => {
    if (closing) return;
    closing = true;
    await close();
    process.exit(0);
  };
  process.once('SIGTERM', end);
  process.once('disconnect', end);
  process.send?.({ ready });
}
