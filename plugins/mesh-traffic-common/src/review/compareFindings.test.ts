import { compareFindings } from './compareFindings';
import { Findings, PlacedFinding } from './Findings';
import { placeOf } from './placeOf';

/** `MT2022 from-prod 5xx`: a code, a place, and what is said. */
function placed(text: string): PlacedFinding {
  const [code, place, message] = text.split(' ');
  const object = 'VirtualService/shop/backend';
  return {
    place,
    finding: { code, object, severity: 'warning', path: place, message, help: 'Mend it.' },
  };
}

const findings = (found: string[], accepted: string[] = []): Findings => ({
  found: found.map(placed),
  accepted: accepted.map(placed),
});

const A = 'MT2022 prod 5xx';
const B = 'MT2022 staging 5xx';

it.each<
  [
    what: string,
    before: Findings,
    after: Findings,
    brought: string[],
    known: string[],
    cured: string[],
  ]
>([
  ['new', findings([]), findings([A]), [A], [], []],
  ['gone', findings([A]), findings([]), [], [], [A]],
  ['left', findings([A]), findings([A]), [], [A], []],
  ['one more of its kind', findings([A]), findings([A, B]), [B], [A], []],
  ['moved', findings([A]), findings([B]), [], [B], []],
  ['moved, one more', findings([A]), findings([B, A]), [B], [A], []],
  [
    'in other words',
    findings(['MT2045 prod 20']),
    findings(['MT2045 prod 30']),
    [],
    ['MT2045 prod 30'],
    [],
  ],
  ['of another kind', findings([A]), findings(['MT2021 prod 5xx']), ['MT2021 prod 5xx'], [], [A]],
  [
    'elsewhere, about something else',
    findings([A]),
    findings(['MT2022 staging 503']),
    ['MT2022 staging 503'],
    [],
    [A],
  ],
  ['accepted from now on', findings([A]), findings([], [A]), [], [], []],
  ['accepted no more', findings([], [A]), findings([A]), [], [A], []],
  ['accepted, and new', findings([]), findings([], [A]), [], [], []],
])('a finding that is %s', (_what, before, after, brought, known, cured) => {
  const textsOf = (found: { code: string; path: string; message: string }[]) =>
    found.map(({ code, path, message }) => `${code} ${path} ${message}`);
  const compared = compareFindings(before, after);
  expect({
    brought: textsOf(compared.brought),
    known: textsOf(compared.known),
    cured: textsOf(compared.cured),
  }).toEqual({ brought, known, cured });
});

it.each([
  ['spec.http.1.retries', 'spec.http.[from-prod].retries'],
  ['spec.http.0.match.0', 'spec.http.0.match.0'],
  ['spec.nothing.0.there', 'spec.nothing.0.there'],
  ['', ''],
])('names list entries that have a name: %s', (path, place) => {
  const document = { spec: { http: [{ match: [{}] }, { name: 'from-prod', retries: {} }] } };
  expect(placeOf(document, path)).toBe(place);
});
