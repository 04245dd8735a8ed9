import { callerAction, MOST_NAMED_CALLERS } from './callerExpression';

const text = (count: number) =>
  JSON.stringify(
    callerAction(
      {
        callers: Array.from({ length: count }, (_, index) => ({ namespace: `c${index}` })),
        unlisted: 'shared',
        scope: 'perPod',
      },
      'cluster.local',
    ),
  );

it("stays far from the depth that CEL's parser gives up at, whatever the number of callers", () => {
  // A conditional's last part is one level, and a parenthesis would be another.
  const expression = text(MOST_NAMED_CALLERS);
  expect(expression.match(/ \? /g)).toHaveLength(MOST_NAMED_CALLERS);
  expect(expression).not.toContain(': (');
  expect(MOST_NAMED_CALLERS).toBeLessThan(125);
});
