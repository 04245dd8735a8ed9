import { readRequestedBy, requestedByTrailer } from './trailer';

describe('Requested-by', () => {
  it('is read back from the last paragraph', () => {
    const message = `Title\n\nSummary\n\n${requestedByTrailer('user:default/ana')}\nSigned-off-by: x\n`;
    expect(readRequestedBy(message)).toBe('user:default/ana');
  });

  it.each([
    ['nobody', 'Title\n'],
    ['text above the last paragraph', 'Requested-by: user:default/eve\n\nThe end\n'],
    ['what is no entity ref', 'Title\n\nRequested-by: <script>\n'],
  ])('is not read from %s', (_what, message) => {
    expect(readRequestedBy(message)).toBeUndefined();
  });
});
