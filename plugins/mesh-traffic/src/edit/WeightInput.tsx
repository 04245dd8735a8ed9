import { TextField } from '@backstage/ui';
import { KeyboardEvent } from 'react';

interface WeightInputProps {
  version: string;
  percent: number | undefined;
  onChange: (percent: number | undefined) => void;
}

const STEP: Record<string, number> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/**
 * Percent for one version. A text field that takes digits only: unlike a number field it tells every key, so
 * that the sum and its cure follow while a person types. Arrow keys step by 1, page keys by 10.
 */
export function WeightInput({ version, percent, onChange }: WeightInputProps) {
  const step = (event: KeyboardEvent) => {
    const by = STEP[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onChange(Math.min(100, Math.max(0, (percent ?? 0) + by)));
  };
  return (
    <TextField
      label={version}
      inputMode="numeric"
      placeholder="0"
      autoComplete="off"
      value={percent === undefined ? '' : String(percent)}
      onChange={text => onChange(toPercent(text))}
      onKeyDown={step}
    />
  );
}

function toPercent(text: string): number | undefined {
  const digits = text.replace(/\D/g, '').slice(0, 3);
  return digits === '' ? undefined : Math.min(100, Number(digits));
}
