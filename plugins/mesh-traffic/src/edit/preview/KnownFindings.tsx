import { Accordion, AccordionGroup, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { Diagnostic } from 'backstage-plugin-mesh-traffic-common';
import { DiagnosticList } from '../../shared/DiagnosticList';
import { useTexts } from '../../shared/useTexts';

/** What was there before and stays: folded, since it is no news and stops nothing. */
export function KnownFindings({ findings }: { findings: readonly Diagnostic[] }) {
  const t = useTexts();
  if (findings.length === 0) return null;
  return (
    <AccordionGroup>
      <Accordion>
        <AccordionTrigger level={4}>
          {t('preview.known', { count: findings.length })}
        </AccordionTrigger>
        <AccordionPanel>
          <DiagnosticList diagnostics={findings} />
        </AccordionPanel>
      </Accordion>
    </AccordionGroup>
  );
}
