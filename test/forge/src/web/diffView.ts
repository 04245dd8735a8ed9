import { FileChange } from '../git/types';
import { html, Html } from './html';

/** The changed files with their hunks, removed and added lines marked. */
export function diffView(files: FileChange[]): Html {
  return html`${files.map(fileView)}`;
}

function fileView(file: FileChange): Html {
  const from = file.previousPath ? html`${file.previousPath} → ` : '';
  return html`<section class="panel" id="${anchor(file.path)}">
    <div class="head">
      <b>${from}${file.path}</b>
      <span class="muted">${file.status}, +${file.additions} −${file.deletions}</span>
    </div>
    <div class="code">
      ${
        file.patch === undefined
          ? html`<p class="muted">Binary or empty: no lines to show.</p>`
          : html`<table>
              ${linesOf(file.patch)}
            </table>`
      }
    </div>
  </section>`;
}

/** Where the list of files links to. */
export function anchor(path: string): string {
  return `file-${path.replace(/[^\w.-]/g, '-')}`;
}

function linesOf(patch: string): Html[] {
  let before = 0;
  let after = 0;
  return patch.split('\n').map(line => {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line);
    if (hunk) {
      before = Number(hunk[1]);
      after = Number(hunk[2]);
      return row('hunk', '', '', line);
    }
    if (line.startsWith('+')) return row('added', '', after++, line);
    if (line.startsWith('-')) return row('removed', before++, '', line);
    if (line.startsWith('\\')) return row('hunk', '', '', line);
    return row('', before++, after++, line);
  });
}

function row(kind: string, before: number | string, after: number | string, line: string): Html {
  return html`<tr class="${kind}">
    <td class="at">${before}</td>
    <td class="at">${after}</td>
    <td>${line}</td>
  </tr>`;
}
