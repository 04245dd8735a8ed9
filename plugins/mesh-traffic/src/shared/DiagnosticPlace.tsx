import { Text } from '@backstage/ui';
import { Diagnostic } from 'backstage-plugin-mesh-traffic-common';
import { Translate, useTexts } from './useTexts';

/** Code, path, file and line of a finding: for those who look it up, small. */
export function DiagnosticPlace({ diagnostic }: { diagnostic: Diagnostic }) {
  const t = useTexts();
  return (
    <Text as="p" variant="body-x-small" color="secondary">
      {placeOf(diagnostic, t)}
    </Text>
  );
}

function placeOf({ code, path, file, line }: Diagnostic, t: Translate): string {
  const where = path
    ? t('diagnostic.details', { code, path })
    : t('diagnostic.detailsWhole', { code });
  return [where, file, line && t('diagnostic.line', { line: String(line) })]
    .filter(Boolean)
    .join(', ');
}
