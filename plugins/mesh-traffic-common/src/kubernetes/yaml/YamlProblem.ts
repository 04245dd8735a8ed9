/** Something in a text that is not YAML as we take it. */
export interface YamlProblem {
  /** Zero-based offset in the text. */
  offset: number;
  code: string;
  /** One sentence: what is wrong. */
  message: string;
  /** One sentence: what to do about it. */
  help: string;
}

/** Raised inside the reader where going on makes no sense; never leaves `kubernetes/yaml`. */
export class YamlStop extends Error {
  constructor(readonly problem: YamlProblem) {
    super(problem.message);
  }
}
