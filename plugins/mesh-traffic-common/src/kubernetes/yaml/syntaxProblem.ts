import { YamlProblem } from './YamlProblem';

/** What the parser says, and what that means for the person who wrote the text. */
const SENTENCES: ReadonlyArray<[reason: RegExp, message: string, help: string]> = [
  [/^null byte/, 'The text contains a NUL character.', 'Remove it: a text file has none.'],
  [
    /non-printable/,
    'The text contains a control character.',
    'Remove it, or write it as an escape such as "\\x07" inside double quotes.',
  ],
  [
    /^nesting exceeded/,
    'The text nests too deeply.',
    'Write it flatter: a policy needs less than ten levels.',
  ],
  [
    /^tab characters/,
    'This line is indented with a tab.',
    'Indent with spaces: YAML allows no tabs there.',
  ],
  [
    /^bad indentation/,
    'This line is indented differently from what it belongs to, or has a second ": " in one value.',
    'Line it up with its neighbours; put a value that contains ": " into quotes.',
  ],
  [
    /^deficient indentation/,
    'A quote, "{" or "[" above is not closed, or this line is indented less than what it belongs to.',
    'Close it, or indent this line further.',
  ],
  [
    /flow collection/,
    'A "{" or "[" is opened and not closed as it should be.',
    'Close it, and put a comma between its entries.',
  ],
  [/quoted scalar/, 'A quote is opened and not closed.', 'Close it, or leave both quotes out.'],
  [/^duplication of an anchor/, 'One value has two anchors (&name).', 'Keep one of them.'],
  [
    /alias node must contain/,
    'There is a "*" with no name after it.',
    'Put the value into quotes when the star is meant as text, for example "*".',
  ],
  [
    /anchor node must contain/,
    'There is an "&" with no name after it.',
    'Put the value into quotes when the sign is meant as text.',
  ],
  [
    /escape sequence|hexadecimal/,
    'There is a "\\" in double quotes that starts no escape sequence.',
    'Use single quotes, or write "\\\\" for one backslash.',
  ],
  [
    /multiline key|separator within a block mapping|block mapping entry/,
    'A key is expected here, followed by ": " and its value.',
    'Write "key: value", with a space after the colon.',
  ],
  [
    /tag|%YAML|YAML directive|directive/,
    'There is a tag ("!...") or a directive ("%...") here.',
    'Remove it: only plain YAML is read; quote a value that starts with one of these signs.',
  ],
  [
    /document separator is expected/,
    'Something stands here that does not belong to what is above it.',
    'Check the indentation of this line and the quotes of the line above.',
  ],
];

/** The sentence for a parser's reason; the parser's own words only where there is none. */
export function syntaxProblem(offset: number, reason: string): YamlProblem {
  const known = SENTENCES.find(([pattern]) => pattern.test(reason));
  return {
    offset,
    code: 'MT1001',
    message: known ? known[1] : `The text is not YAML here: ${reason}.`,
    help: known
      ? known[2]
      : 'Compare the line with its neighbours, or with an example of the documentation.',
  };
}
