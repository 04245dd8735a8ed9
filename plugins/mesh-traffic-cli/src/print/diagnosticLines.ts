import type { Diagnostic } from 'backstage-plugin-mesh-traffic-common';

/**
 * A finding as people and editors read it: `file:line: severity: sentence [code object path]`, then the cure.
 */
export function diagnosticLines(diagnostic: Diagnostic & { object?: string }): string[] {
  const { file, line, severity, message, code, object, path, help, source } = diagnostic;
  const place = [file, line].filter(part => part !== undefined).join(':');
  const about = [code, object, path].filter(part => part !== undefined && part !== '').join(' ');
  return [
    `${place === '' ? '' : `${place}: `}${severity}: ${printable(message)} [${printable(about)}]`,
    `    cure: ${printable(help)}`,
    ...(source ? [`    source: ${printable(source)}`] : []),
  ];
}

/** Text from a file must not steer the terminal it is shown on. */
export function printable(text: string): string {
  // eslint's no-control-regex does not know \p{Cc}: control characters, line feeds among them.
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, character =>
    character === '\n' ? ' ' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
