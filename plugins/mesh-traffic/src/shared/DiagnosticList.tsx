import { Button, Text } from '@backstage/ui';
import { Cure, Diagnostic } from 'backstage-plugin-mesh-traffic-common';
import styles from './DiagnosticList.module.css';
import { DiagnosticPlace } from './DiagnosticPlace';
import { unnamedFile } from './unnamedFile';
import { Translate, useTexts } from './useTexts';

interface DiagnosticListProps {
  diagnostics: readonly Diagnostic[];
  /** Called when a person chooses a cure; without it cures are not offered. */
  onCure?: (cure: Cure) => void;
}

const WEIGHT = { error: 0, warning: 1, info: 2 };

/** Findings with their place and cure, errors first. The code is for those who look it up: last and small. */
export function DiagnosticList({ diagnostics, onCure }: DiagnosticListProps) {
  const t = useTexts();
  const sorted = [...diagnostics].sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
  return (
    <ul className={styles.list}>
      {sorted.map((diagnostic, index) => (
        <li key={index} className={styles.item} data-severity={diagnostic.severity}>
          <Text as="p">
            <strong>{headOf(diagnostic, t)}: </strong>
            {diagnostic.message} {diagnostic.help}
          </Text>
          {onCure && diagnostic.cures && diagnostic.cures.length > 0 && (
            <div className={styles.cures}>
              {diagnostic.cures.map(cure => (
                <Button
                  key={cure.label}
                  size="small"
                  variant="secondary"
                  onPress={() => onCure(cure)}
                >
                  {cure.label}
                </Button>
              ))}
            </div>
          )}
          <DiagnosticPlace diagnostic={diagnostic} />
        </li>
      ))}
    </ul>
  );
}

/** `Warning`, and the file where it is not the policy: a person must see at once what to open. */
function headOf(diagnostic: Diagnostic, t: Translate): string {
  const severity = t(`diagnostic.${diagnostic.severity}`);
  const file = unnamedFile(diagnostic);
  return file === undefined ? severity : t('diagnostic.inFile', { severity, file });
}
