import { seriesStyle } from './series';

it('gives sixteen series styles of their own, neighbours with another dash and colour', () => {
  const styles = Array.from({ length: 16 }, (_, index) => seriesStyle(index));
  expect(new Set(styles.map(({ color, dash }) => `${color} ${dash}`)).size).toBe(16);
  for (let index = 1; index < 16; index += 1) {
    expect(styles[index].color).not.toBe(styles[index - 1].color);
  }
});
