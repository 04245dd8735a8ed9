import { Accordion, AccordionGroup, AccordionPanel, AccordionTrigger, Text } from '@backstage/ui';
import { FileChange } from 'backstage-plugin-mesh-traffic-common';
import { DiffText } from '../../shared/DiffText';
import { useTexts } from '../../shared/useTexts';
import styles from './FileChanges.module.css';

/** The difference of each file, one at a time on demand; a single file is open at once. */
export function FileChanges({ files }: { files: readonly FileChange[] }) {
  const t = useTexts();
  if (files.length === 0) return null;
  return (
    <div>
      <Text as="h4" weight="bold">
        {t('preview.files', { count: files.length })}
      </Text>
      <AccordionGroup
        allowsMultiple
        defaultExpandedKeys={files.length === 1 ? [files[0].path] : []}
      >
        {files.map(({ path, status, diff, additions, deletions }) => (
          <Accordion key={path} id={path}>
            <AccordionTrigger level={5}>
              <span className={styles.file}>
                <span className={styles.path}>{path}</span>
                <span className={styles.counts}>
                  {t(`diff.${status}`)}{' '}
                  {t('diff.counts', {
                    additions: String(additions),
                    deletions: String(deletions),
                  })}
                </span>
              </span>
            </AccordionTrigger>
            <AccordionPanel>
              <DiffText diff={diff} path={path} />
            </AccordionPanel>
          </Accordion>
        ))}
      </AccordionGroup>
    </div>
  );
}
