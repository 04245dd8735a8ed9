import { ChangeReview } from './ChangeReview';
import { renderReview } from './renderReview';

const review: ChangeReview = {
  service: { mesh: 'production', namespace: 'shared-services', service: 'backend' },
  title: 'backend: staging canary 10 % -> 25 %',
  summary: 'staging: 36 of 240 calls/min move to canary. Nobody loses access.',
  unchanged: false,
  callers: [
    {
      caller: 'staging',
      kind: 'changed',
      before: { stable: 90, canary: 10 },
      after: { stable: 75, canary: 25 },
      changes: [
        { aspect: 'route', before: '90 % stable, 10 % canary', after: '75 % stable, 25 % canary' },
      ],
      consequences: ['staging: 36 of 240 calls/min move to canary.', 'staging: timeout 10s -> 5s.'],
      requestsPerMinute: 240,
    },
    {
      caller: '*',
      kind: 'unchanged',
      after: { stable: 100 },
      before: { stable: 100 },
      consequences: [],
    },
  ],
  general: ['Probes: is new.'],
  files: [
    {
      path: 'mesh/x/virtual-service.yaml',
      status: 'changed',
      diff: '@@ -1 +1 @@\n-a\n+b\n',
      additions: 1,
      deletions: 1,
    },
  ],
  drift: [{ path: 'mesh/x/old.yaml', status: 'edited' }],
  diagnostics: [
    {
      code: 'MT1113',
      severity: 'warning',
      path: 'spec.otherCallers',
      line: 31,
      message: 'Not limited.',
      help: 'Limit it.',
    },
  ],
  unknowns: ['Monthly jobs.'],
  known: [],
  cured: [],
  baseCommit: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
  traffic: { windowSeconds: 604_800, takenAt: '2027-01-15T14:05:30Z', source: 'Prometheus' },
};

it('says the worst first and folds the rest', () => {
  const text = renderReview(review, {
    requestedBy: 'user:default/kim',
    note: 'load looks fine',
    watchUrl: 'https://portal.example.com/catalog/default/component/backend',
    undoUrl: 'https://portal.example.com/undo',
    agreement: ['team-shop agrees, because it calls from prod'],
  });
  expect(text.replace(/\u200B/g, '')).toBe(
    `**staging: 36 of 240 calls/min move to canary. Nobody loses access.**

| caller | calls/min | before | after |
|-|-|-|-|
| staging | 240 | 90 % stable, 10 % canary | 75 % stable, 25 % canary |

- Probes: is new.
- staging: 36 of 240 calls/min move to canary.
- staging: timeout 10s -> 5s.

**Cannot know:**
- Monthly jobs.

**After the merge:** watch [the service's Traffic tab](https://portal.example.com/catalog/default/component/backend): plan and measured traffic stand side by side, per caller.

**Undo:** [open an undo pull request](https://portal.example.com/undo).

- [ ] team-shop agrees, because it calls from prod

Asked for by user:default/kim. The reason given:

\`\`\`text
load looks fine
\`\`\`

Describes the change from commit \`a1b2c3d4e5f6\`. Traffic of 7 days up to 2027-01-15T14:05:30Z from Prometheus; 1 of 2 callers seen.

<details><summary>Checks (1 new)</summary>

- warning MT1113: Not limited. Limit it. (spec.otherCallers, line 31)

</details>

<details><summary>Files that are not as generated</summary>

- mesh/x/old.yaml: edited by hand

</details>

<details><summary>Files (1)</summary>

mesh/x/virtual-service.yaml (changed, +1 -1)

\`\`\`diff
@@ -1 +1 @@
-a
+b
\`\`\`

</details>
`.replace('- staging: 36 of 240 calls/min move to canary.\n', ''),
  );
});

describe('stays below 60,000 characters and says what was cut', () => {
  const long = `${'+line of a very long file\n'.repeat(2000)}`;
  it('of differences', () => {
    const files = Array.from({ length: 5 }, (_, i) => ({
      ...review.files[0],
      path: `mesh/x/${i}.yaml`,
      diff: long,
    }));
    const text = renderReview({ ...review, files });
    expect(text.length).toBeLessThan(60_000);
    expect(text).toContain(
      '4 of 5 differences are too long to be shown here: see the files of this pull request.',
    );
  });

  it('of callers, sentences, findings, drift and a note', () => {
    const many = 3000;
    const text = renderReview(
      {
        ...review,
        callers: Array.from({ length: many }, (_, i) => ({
          ...review.callers[0],
          caller: `${'n'.repeat(55)}-${i}`,
          consequences: [`${'n'.repeat(55)}-${i}: timeout 10s -> 5s.`],
        })),
        diagnostics: Array.from({ length: many }, () => review.diagnostics[0]),
        known: Array.from({ length: many }, () => review.diagnostics[0]),
        cured: Array.from({ length: many }, () => review.diagnostics[0]),
        drift: Array.from({ length: many }, () => review.drift[0]),
        unknowns: Array.from(
          { length: many },
          () => 'Something that nobody can know about this change.',
        ),
      },
      {
        note: 'why '.repeat(50_000),
        agreement: Array.from({ length: many }, () => 'somebody agrees'),
      },
    );
    expect(text.length).toBeLessThan(60_000);
    expect(text.match(/ more findings are not shown here\./g)).toHaveLength(3);
    for (const cut of [
      ' more callers that change are not shown here.',
      ' more changes are not shown here.',
      ' more files are not shown here.',
      'cut: 199999 characters',
    ]) {
      expect(text).toContain(cut);
    }
  });
});

it('shows what people wrote as text', () => {
  const evil =
    '@everyone <script>alert(1)</script> [x](https://evil.example) | #1\n## title\n</details>';
  const evilFinding = {
    ...review.diagnostics[0],
    message: evil,
    help: evil,
    path: evil,
    file: evil,
    object: evil,
  };
  const text = renderReview(
    {
      ...review,
      summary: evil,
      general: [evil],
      unknowns: [evil],
      callers: [
        {
          ...review.callers[0],
          caller: evil,
          changes: [{ aspect: 'route', before: evil, after: evil }],
          consequences: [evil],
        },
      ],
      files: [{ ...review.files[0], path: evil, diff: `+${evil}\n\`\`\`\n+@everyone` }],
      drift: [{ path: evil, status: 'edited' }],
      diagnostics: [evilFinding],
      known: [evilFinding],
      cured: [evilFinding],
      baseCommit: evil,
      traffic: { windowSeconds: 60, takenAt: evil, source: evil },
    },
    {
      requestedBy: evil,
      note: evil,
      watchUrl: ['javascript', 'alert(1)'].join(':'),
      undoUrl: 'https://x/) [y](z',
      agreement: [evil],
    },
  );
  const outsideOfCode = text.replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '').replace(/`[^`\n]*`/g, '');
  expect(outsideOfCode).not.toMatch(
    /@everyone|<script|\[x\]\(|https:\/\/evil|^## |\]\(javascript:|\]\(https:\/\/x/m,
  );
  expect(outsideOfCode.match(/<\/details>/g)).toHaveLength(3);
  const rows = outsideOfCode.split('\n').filter(line => line.startsWith('|'));
  expect(rows[2].match(/(?<!\\)\|/g)).toHaveLength(5);
});

it('shows how to undo the change by hand', () => {
  const text = renderReview(review, { undoCommand: 'git revert -m 1 abc' });
  expect(text).toContain('**Undo:** revert this pull request;');
  expect(text).toContain('```sh\ngit revert -m 1 abc\n```');
});

it('asks the owners of active callers that are cut off', () => {
  const changes = [{ aspect: 'access', before: 'allowed', after: 'refused (403)' }];
  const cutOff = { ...review.callers[0], changes };
  const { requestsPerMinute: _, ...silent } = { ...cutOff, caller: 'dev' };
  const text = renderReview({ ...review, callers: [cutOff, silent] });
  expect(text.match(/^- \[ \] .*$/gm)).toEqual([
    '- [ ] The owner of staging agrees to be refused.',
  ]);
});

it('claims no numbers without traffic', () => {
  const { traffic: _, ...rest } = review;
  const callers = review.callers.map(({ requestsPerMinute: __, ...caller }) => caller);
  const text = renderReview({ ...rest, callers });
  expect(text).toContain('| caller | before | after |');
  expect(text).toContain('No traffic was read.');
});

it('tells findings that the change brings from those that it cures and those that it leaves', () => {
  const finding = (name: string) => ({
    ...review.diagnostics[0],
    code: 'MT2013',
    message: `${name} competes.`,
    help: 'Keep one.',
    path: 'spec.hosts',
    line: 7,
    file: `mesh/x/${name}.yaml`,
    object: `VirtualService/x/${name}`,
  });
  const text = renderReview({
    ...review,
    diagnostics: [],
    cured: [finding('gone')],
    known: [finding('old'), finding('older')],
  });
  expect(text).toContain(`<details><summary>Checks (1 cured, 2 there before)</summary>

- No new findings.

Also cures:

- warning MT2013: gone competes. Keep one. (mesh/x/gone.yaml, spec.hosts, line 7)

There before, and left as it is:

- warning MT2013: old competes. Keep one. (mesh/x/old.yaml, spec.hosts, line 7)
- warning MT2013: older competes. Keep one. (mesh/x/older.yaml, spec.hosts, line 7)

</details>`);
});
