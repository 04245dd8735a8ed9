const REQUESTED_BY = 'Requested-by';
const ENTITY_REF = /^[\w.-]+:[\w.-]+\/[\w.-]+$/;

/** The trailer line that names the requester. @see git-interpret-trailers(1) */
export function requestedByTrailer(userEntityRef: string): string {
  return `${REQUESTED_BY}: ${userEntityRef}`;
}

/** The requester that a commit message names in its last paragraph; undefined without one. */
export function readRequestedBy(message: string): string | undefined {
  const lastParagraph =
    message
      .trimEnd()
      .split(/\n\s*\n/)
      .pop() ?? '';
  for (const line of lastParagraph.split('\n').reverse()) {
    const [name, value] = line.split(/:\s+/, 2);
    if (name === REQUESTED_BY && value && ENTITY_REF.test(value)) return value;
  }
  return undefined;
}
