/** Where what does not follow GitHub's description is gathered. */
export class Violations {
  readonly #sentences: string[] = [];

  /**
   * `strict`: an answer of the forge that is not as described becomes a 500, and closing the forge throws what was
   * gathered. Otherwise each is only given to `log`.
   */
  constructor(
    readonly strict: boolean,
    private readonly log: (sentence: string) => void,
  ) {}

  get sentences(): readonly string[] {
    return this.#sentences;
  }

  report(sentence: string): void {
    this.#sentences.push(sentence);
    if (!this.strict) this.log(sentence);
  }

  /** Takes what was gathered, for a test that meant it. */
  take(): string[] {
    return this.#sentences.splice(0);
  }
}
