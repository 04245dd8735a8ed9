import { CSSProperties } from 'react';
import { useFormat } from '../format/useFormat';
import styles from './SplitBar.module.css';
import { seriesStyle } from './series';
import { splitText, usedVersions } from './splitText';
import { useTexts } from './useTexts';

interface SplitBarProps {
  /** Percent per version as measured, or as set in a form. */
  observed?: Record<string, number>;
  /** Percent per version as planned: drawn as ticks over the bar. */
  plan?: Record<string, number>;
  /** All versions of the page, in one order, so that a version keeps its pattern. */
  versions: readonly string[];
}

/** How calls are split between versions. The text below says the same: the bar is hidden from readers. */
export function SplitBar({ observed, plan, versions }: SplitBarProps) {
  const t = useTexts();
  const format = useFormat();
  const drawn = observed ?? plan;
  return (
    <div className={styles.split}>
      {drawn && (
        <div className={styles.frame} aria-hidden="true">
          <div className={styles.bar} data-planned={observed === undefined}>
            {usedVersions(drawn, versions).map(version => (
              <div
                key={version}
                className={styles.part}
                data-fill={seriesStyle(versions.indexOf(version)).fill}
                style={partStyle(drawn[version], versions.indexOf(version))}
              />
            ))}
          </div>
          {observed &&
            plan &&
            ticksOf(plan, versions).map(position => (
              <div key={position} className={styles.tick} style={{ left: `${position}%` }} />
            ))}
        </div>
      )}
      <div className={styles.text}>{splitText(observed, plan, versions, t, format)}</div>
    </div>
  );
}

/** Where one version ends and the next begins, in percent; a single version ends with the bar. */
function ticksOf(plan: Record<string, number>, versions: readonly string[]): number[] {
  const ends: number[] = [];
  let end = 0;
  for (const version of usedVersions(plan, versions)) {
    end += plan[version];
    ends.push(end);
  }
  return ends.length > 1 ? ends.slice(0, -1) : ends;
}

function partStyle(percent: number, index: number): CSSProperties {
  return {
    width: `${percent}%`,
    ['--mesh-traffic-series' as string]: `var(${seriesStyle(Math.max(0, index)).color})`,
  };
}
