/** `user:default/ana` is `ana`; a login of the forge stays what it is. */
export function personName(ref: string | undefined): string | undefined {
  return ref?.replace(/^user:(default\/)?/, '');
}
