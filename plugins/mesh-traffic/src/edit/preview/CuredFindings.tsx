import { Text } from '@backstage/ui';
import { Diagnostic } from 'backstage-plugin-mesh-traffic-common';
import { DiagnosticPlace } from '../../shared/DiagnosticPlace';
import { unnamedFile } from '../../shared/unnamedFile';
import { useTexts } from '../../shared/useTexts';
import styles from './ReviewView.module.css';

/** What the change makes go away, for everybody to see. */
export function CuredFindings({ findings }: { findings: readonly Diagnostic[] }) {
  const t = useTexts();
  if (findings.length === 0) return null;
  return (
    <div>
      <Text as="h4" weight="bold">
        {t('preview.cured')}
      </Text>
      <ul className={styles.list}>
        {findings.map((finding, index) => (
          <li key={index}>
            <Text as="p">
              {unnamedFile(finding) && <strong>{unnamedFile(finding)}: </strong>}
              {finding.message}
            </Text>
            <DiagnosticPlace diagnostic={finding} />
          </li>
        ))}
      </ul>
    </div>
  );
}
