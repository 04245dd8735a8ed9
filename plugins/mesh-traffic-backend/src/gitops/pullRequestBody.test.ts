import { pullRequestBody, readDescribedTree } from './pullRequestBody';

const [OLD, NEW] = ['a', 'b'].map(digit => digit.repeat(40));

describe('pullRequestBody', () => {
  it('names the tree that it was written for', () => {
    expect(readDescribedTree(pullRequestBody('Why.', OLD))).toBe(OLD);
    expect(readDescribedTree('Why.')).toBeUndefined();
  });

  it.each([
    ['below', (body: string) => `${body}\n- [x] seen by Kim\n`, /Now\.[^]*seen by Kim\n$/],
    ['above', (body: string) => `Wait for Monday!\n\n${body}`, /^Wait for Monday!\n[^]*Now\./],
    [
      'below, as a browser sends it',
      (body: string) => `${body}\nseen by Kim`.replaceAll('\n', '\r\n'),
      /Now\.[^]*seen by Kim\n$/,
    ],
    ['instead', () => 'All new, by hand.', /^All new, by hand\.\n[^]*Now\./],
  ])('keeps what people wrote %s', (_, edit, expected) => {
    const body = pullRequestBody('Now.', NEW, edit(pullRequestBody('Then.', OLD)));
    expect(body).toMatch(expected);
    expect(body).not.toContain('Then.');
    expect(readDescribedTree(body)).toBe(NEW);
    expect(pullRequestBody('Now.', NEW, body)).toBe(body);
  });

  it('fits into what GitHub takes, its own text whole', () => {
    const present = `${'x'.repeat(40_000)}\n${pullRequestBody('Then.', OLD)}\n${'y'.repeat(40_000)}`;
    const body = pullRequestBody('Now. '.repeat(5_000), NEW, present);
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toContain('Now. '.repeat(5_000).trim());
    expect(readDescribedTree(body)).toBe(NEW);
  });
});
