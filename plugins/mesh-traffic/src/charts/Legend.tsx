import { seriesStyle } from '../shared/series';
import styles from './Legend.module.css';

interface LegendProps {
  names: readonly string[];
  /** Place of each line in the page's order, which decides its style. */
  places: readonly number[];
  /** The value of each line at the pointer, or its last one. */
  values: readonly string[];
}

/** Names the lines with the dash they are drawn in and one value each. */
export function Legend({ names, places, values }: LegendProps) {
  return (
    <ul className={styles.legend}>
      {names.map((name, index) => {
        const { color, dash } = seriesStyle(places[index]);
        return (
          <li key={name} className={styles.item}>
            <svg width="28" height="8" aria-hidden="true">
              <line
                x1="0"
                y1="4"
                x2="28"
                y2="4"
                stroke={`var(${color})`}
                strokeWidth="2"
                strokeDasharray={dash.join(' ')}
              />
            </svg>
            <span>{name}</span>
            <span className={styles.value}>{values[index]}</span>
          </li>
        );
      })}
    </ul>
  );
}
