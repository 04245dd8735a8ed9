import { Button } from '@backstage/ui';
import { useFormat } from '../format/useFormat';
import { Message } from '../shared/Message';
import { useTexts } from '../shared/useTexts';
import { cureWeights } from './model/cureWeights';
import { RouteRow, isChanged } from './model/routeRows';
import { Weights, sumOf, withoutZeros } from './model/weights';

interface RowProblemProps {
  row: RouteRow;
  caller: string;
  declared: readonly string[];
  onCure: (weights: Weights) => void;
}

/** What keeps a row from being proposed, in one sentence, with buttons that cure it. */
export function RowProblem({ row, caller, declared, onCure }: RowProblemProps) {
  const t = useTexts();
  const format = useFormat();
  const sum = sumOf(row.weights);
  const strange = Object.keys(withoutZeros(row.weights)).filter(name => !declared.includes(name));
  const cures = cureWeights(row.weights, declared).map(cure => (
    <Button
      key={cure.version}
      size="small"
      variant="secondary"
      onPress={() => onCure(cure.weights)}
    >
      {t(`edit.${cure.action}`, { percent: format.percent(cure.percent), version: cure.version })}
    </Button>
  ));
  return (
    <>
      {sum !== 100 && isChanged(row) && (
        <Message
          status="danger"
          role="status"
          title={
            sum === 0
              ? t('edit.noVersions', { caller })
              : t('edit.sumProblem', { caller, sum: format.percent(sum) })
          }
          actions={cures}
        />
      )}
      {strange.map(version => (
        <Message
          key={version}
          status="danger"
          role="status"
          title={t('edit.undeclared', { version })}
        />
      ))}
    </>
  );
}
