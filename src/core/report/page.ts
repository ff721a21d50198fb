import { html } from './html.ts';
import type { Html } from './html.ts';

const style = `
  :root {
    color-scheme: light dark;
    --paper: #ffffff; --ink: #1f2328; --quiet: #59636e; --line: #d1d9e0; --soft: #f3f5f7;
    --bar: #2f6fb3; --other: #b5651d; --high: #b3261e; --medium: #8a5a00; --low: #3d5a80;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --paper: #1b1d21; --ink: #e3e5e8; --quiet: #a0a8b0; --line: #3a3f46; --soft: #24272c;
      --bar: #62a0e0; --other: #e0a266; --high: #f28b82; --medium: #e6b455; --low: #93b4dc;
    }
  }
  body[class*='vscode-'] {
    --paper: var(--vscode-editor-background); --ink: var(--vscode-foreground); --quiet: var(--vscode-descriptionForeground);
    --line: var(--vscode-editorWidget-border); --soft: var(--vscode-textBlockQuote-background);
    --bar: var(--vscode-charts-blue); --other: var(--vscode-charts-orange);
    --high: var(--vscode-charts-red); --medium: var(--vscode-charts-yellow); --low: var(--vscode-charts-blue);
  }
  * { box-sizing: border-box }
  body { background: var(--paper); color: var(--ink); font: 14px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 68rem; padding: 1.5rem 1rem 4rem }
  h1 { font-size: 1.5rem; margin: 0; overflow-wrap: anywhere }
  h2 { border-bottom: 1px solid var(--line); font-size: 1.15rem; margin: 2rem 0 0.75rem }
  h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere }
  p { margin: 0.25rem 0 }
  small, .quiet, caption, th, figcaption { color: var(--quiet); font-weight: normal }
  .facts { display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; margin: 0.75rem 0; padding: 0 }
  .facts div { display: flex; flex-direction: column }
  .facts dt { color: var(--quiet) }
  .facts dd { font-size: 1.1rem; font-variant-numeric: tabular-nums; margin: 0 }
  .column { border-top: 1px solid var(--line); padding: 0.75rem 0 1rem }
  .parts { align-items: flex-start; display: flex; flex-wrap: wrap; gap: 0.75rem 2.5rem; margin-top: 0.5rem }
  table { border-collapse: collapse; max-width: 100% }
  caption { font-weight: 600; padding-bottom: 0.25rem; text-align: left; white-space: nowrap }
  th, td { padding: 0.05rem 0.9rem 0.05rem 0; text-align: left; vertical-align: top }
  th { max-width: 22rem; overflow-wrap: anywhere }
  td { font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
  td.n { text-align: right; white-space: nowrap }
  table.grid td, table.grid th { border-bottom: 1px solid var(--line); padding: 0.2rem 0.6rem 0.2rem 0 }
  .scroll { overflow-x: auto }
  figure { margin: 0 } .title { color: var(--quiet); font-weight: 600; padding-bottom: 0.25rem }
  figcaption { display: flex; justify-content: space-between; width: 260px }
  svg.histogram { background: var(--soft); display: block; height: 80px; width: 260px }
  .key { display: inline-block; height: 0.8em; width: 0.8em } .key.before { background: var(--bar) } .key.after { background: var(--other); margin-left: 1rem }
  svg .before { fill: var(--bar) } svg .after { fill: var(--other) } svg .one { fill: var(--bar) }
  .insights { list-style: none; margin: 0; padding: 0 }
  .insights li { border-left: 4px solid var(--low); margin: 0.4rem 0; padding: 0.1rem 0 0.1rem 0.75rem }
  .insights .high { border-color: var(--high) } .insights .medium { border-color: var(--medium) }
  .severity { font-size: 0.8rem; font-weight: 600; margin-right: 0.5rem; text-transform: uppercase }
  .high .severity, .drifted { color: var(--high) } .medium .severity { color: var(--medium) } .low .severity { color: var(--low) }
  nav { columns: 14rem; margin: 0.5rem 0 } nav a { color: inherit; display: block; overflow-wrap: anywhere }
  @media print {
    :root { --paper: #ffffff; --ink: #000000; --quiet: #444444; --line: #bbbbbb; --soft: #ffffff; --bar: #335c85; --other: #a55a14 }
    body { font-size: 10pt; max-width: none; padding: 0 } nav { display: none }
    .column, .insights li, figure, tr { break-inside: avoid } h2, h3 { break-after: avoid }
    svg, .key { print-color-adjust: exact }
  }`;

/** A whole page that needs nothing but itself: no script, no address of elsewhere. */
export function page(title: string, body: Html): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
${html`<title>${title}</title>`.text}
<style>${style}
</style>
</head>
<body>
${body.text}
</body>
</html>
`;
}
