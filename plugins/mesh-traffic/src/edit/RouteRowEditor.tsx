import { Badge, Box, Button, Text } from '@backstage/ui';
import { useFormat } from '../format/useFormat';
import { SplitBar } from '../shared/SplitBar';
import { partsText } from '../shared/splitText';
import { useTexts } from '../shared/useTexts';
import styles from './RouteRowEditor.module.css';
import { RowProblem } from './RowProblem';
import { WeightInput } from './WeightInput';
import { OTHER_CALLERS } from './model/routePatch';
import { RouteRow, isChanged } from './model/routeRows';
import { own, withoutZeros } from './model/weights';

interface RouteRowEditorProps {
  row: RouteRow;
  versions: readonly string[];
  /** Versions that the policy declares. */
  declared: readonly string[];
  requestsPerMinute?: number;
  onChange: (row: RouteRow) => void;
  /** Takes back an added row. */
  onDrop: () => void;
}

/** One caller: a number per version, the split they make, and what is wrong with it. */
export function RouteRowEditor(props: RouteRowEditorProps) {
  const { row, versions, declared, requestsPerMinute, onChange, onDrop } = props;
  const t = useTexts();
  const format = useFormat();
  const caller = row.caller === OTHER_CALLERS ? t('caller.others') : row.caller;
  const rate = format.perMinute(requestsPerMinute);
  const changed = isChanged(row);
  const removed = row.status === 'removed';
  const was = row.original && partsText(row.original, versions, t, format);
  return (
    <Box
      bg="neutral"
      className={styles.row}
      role="group"
      aria-label={t('edit.versionsOf', { caller })}
      data-changed={changed}
    >
      <div className={styles.head}>
        <Text as="h4" weight="bold">
          {caller}
        </Text>
        {rate && (
          <Text variant="body-small" color="secondary">
            {t('edit.now', { rate })}
          </Text>
        )}
        {row.status === 'added' && <Badge>{t('edit.added')}</Badge>}
        {row.status === 'kept' && changed && <Badge>{t('edit.changed')}</Badge>}
        <span className={styles.actions}>
          {changed && row.status === 'kept' && (
            <Button
              variant="tertiary"
              size="small"
              onPress={() => onChange({ ...row, weights: row.original ?? {} })}
            >
              {t('edit.reset', { caller })}
            </Button>
          )}
          {removed && (
            <Button
              variant="secondary"
              size="small"
              onPress={() => onChange({ ...row, status: 'kept' })}
            >
              {t('edit.restore', { caller })}
            </Button>
          )}
          {!removed && row.caller !== OTHER_CALLERS && (
            <Button
              variant="tertiary"
              size="small"
              onPress={() =>
                row.status === 'added' ? onDrop() : onChange({ ...row, status: 'removed' })
              }
            >
              {t('edit.remove', { caller })}
            </Button>
          )}
        </span>
      </div>
      {removed ? (
        <Text as="p" variant="body-small">
          {t('edit.removed')}
        </Text>
      ) : (
        <>
          <div className={styles.weights}>
            {versions.map(version => (
              <WeightInput
                key={version}
                version={version}
                percent={own(row.weights, version)}
                onChange={percent =>
                  onChange({ ...row, weights: setWeight(row, version, percent) })
                }
              />
            ))}
          </div>
          <SplitBar observed={withoutZeros(row.weights)} versions={versions} />
          {changed && row.status === 'kept' && (
            <Text as="p" variant="body-small" color="secondary">
              {was ? t('edit.was', { parts: was }) : t('edit.wasMixed')}
            </Text>
          )}
          <RowProblem
            row={row}
            caller={caller}
            declared={declared}
            onCure={weights => onChange({ ...row, weights })}
          />
        </>
      )}
    </Box>
  );
}

function setWeight(row: RouteRow, version: string, percent: number | undefined) {
  const { [version]: _, ...others } = row.weights;
  return percent === undefined ? others : { ...row.weights, [version]: percent };
}
