import type { Writable } from 'node:stream';

const REDRAW_MS = 100;
/** Back to the start of the line, and clear it (ECMA-48 EL). */
const CLEAR = '\r\u001b[K';

/** One line that tells how far the work is; only on a terminal, and gone when the work is done. */
export class Progress {
  private drawnAt = 0;

  constructor(
    private readonly stream: Writable & { isTTY?: boolean },
    private readonly now: () => number = Date.now,
  ) {}

  /** Shows a text, unless another one was shown a moment ago. */
  show(text: string): void {
    if (!this.stream.isTTY || this.now() - this.drawnAt < REDRAW_MS) return;
    this.drawnAt = this.now();
    this.stream.write(`${CLEAR}${text}`);
  }

  /** Shows a text before work during which nothing can be drawn. */
  announce(text: string): void {
    this.drawnAt = 0;
    this.show(text);
  }

  end(): void {
    if (this.stream.isTTY && this.drawnAt > 0) this.stream.write(CLEAR);
    this.drawnAt = 0;
  }
}
