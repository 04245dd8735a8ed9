/** The style sheet of the pages, for light and dark. */
export const styles = `
:root {
  --back: #ffffff; --panel: #f6f8fa; --text: #1f2328; --muted: #59636e; --line: #d1d9e0; --link: #0758b8;
  --open: #1a7f37; --merged: #7a40d1; --closed: #c2242e; --draft: #59636e;
  --added: #dafbe1; --removed: #ffebe9; --hunk: #ddf4ff; --code: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #0d1117; --panel: #161b22; --text: #e6edf3; --muted: #9198a1; --line: #3d444d; --link: #6cb1ff;
    --open: #238636; --merged: #8957e5; --closed: #da3633; --draft: #656c76;
    --added: #12361f; --removed: #46191c; --hunk: #10263d;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
header { background: var(--panel); border-bottom: 1px solid var(--line); padding: 12px 24px 0; }
header .repository { margin: 0 0 8px; font-size: 18px; }
nav { display: flex; gap: 4px; flex-wrap: wrap; }
nav a { padding: 6px 12px 8px; color: var(--text); border-bottom: 2px solid transparent; }
nav a[aria-current] { border-color: var(--link); font-weight: 600; }
main { max-width: 1080px; margin: 0 auto; padding: 24px; }
footer { max-width: 1080px; margin: 0 auto; padding: 8px 24px 32px; color: var(--muted); font-size: 13px; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 18px; margin: 32px 0 8px; }
.number, .muted { color: var(--muted); font-weight: 400; }
.state { display: inline-block; padding: 2px 12px; border-radius: 999px; color: #fff; font-size: 13px; font-weight: 600; }
.state.open { background: var(--open); } .state.merged { background: var(--merged); }
.state.closed { background: var(--closed); } .state.draft { background: var(--draft); }
.label { display: inline-block; padding: 0 8px; border: 1px solid var(--line); border-radius: 999px; font-size: 12px; }
.panel { border: 1px solid var(--line); border-radius: 8px; margin: 12px 0; overflow: hidden; }
.panel > .head { background: var(--panel); border-bottom: 1px solid var(--line); padding: 8px 16px; overflow-wrap: anywhere; }
.panel > .body { padding: 4px 16px 12px; overflow-x: auto; }
ul.rows { list-style: none; margin: 0; padding: 0; }
ul.rows li { padding: 10px 16px; border-top: 1px solid var(--line); }
ul.rows li:first-child { border-top: 0; }
.rows .title { font-weight: 600; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 12px 0; }
.facts dt { color: var(--muted); } .facts dd { margin: 0; }
code, pre { font-family: var(--code); font-size: 13px; }
:not(pre) > code { background: var(--panel); padding: 1px 5px; border-radius: 4px; overflow-wrap: anywhere; }
pre { background: var(--panel); padding: 12px; border-radius: 6px; overflow-x: auto; }
.body table { border-collapse: collapse; margin: 12px 0; }
.body th, .body td { border: 1px solid var(--line); padding: 4px 12px; text-align: left; }
.body blockquote { margin: 0; padding-left: 12px; border-left: 3px solid var(--line); color: var(--muted); }
.body li:has(> input), .body li:has(> p > input) { list-style: none; margin-left: -20px; }
.body img { max-width: 100%; }
summary { cursor: pointer; }
.code { display: block; overflow-x: auto; font-family: var(--code); font-size: 13px; line-height: 1.45; }
.code table { border-collapse: collapse; min-width: 100%; }
.code td { padding: 0 12px; white-space: pre; }
.code td.at { color: var(--muted); text-align: right; user-select: none; width: 1%; padding: 0 8px; }
.code .added { background: var(--added); } .code .removed { background: var(--removed); }
.code .hunk { background: var(--hunk); color: var(--muted); }
form.actions { display: flex; gap: 8px; flex-wrap: wrap; align-items: center; margin: 8px 0; }
button, select { font: inherit; padding: 5px 14px; border-radius: 6px; border: 1px solid var(--line); background: var(--panel); color: var(--text); }
button { cursor: pointer; font-weight: 600; }
button.primary { background: var(--open); border-color: var(--open); color: #fff; }
button:disabled { opacity: .6; cursor: not-allowed; }
@media (max-width: 640px) { main, header { padding-left: 12px; padding-right: 12px; } }
`;
