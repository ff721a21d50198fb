/** What a notebook lays under and over the HTML of a cell's output. */
export interface Theme {
  /** The notebook's own rules, as far as they touch tables, lists and text. */
  readonly css: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly background: string;
  readonly foreground: string;
  readonly className: string;
}

// From VS Code's notebook webview.
const vscode = `
  table, thead, tr, th, td, tbody { border: none; border-spacing: 0; border-collapse: collapse }
  table, th, tr { vertical-align: middle; text-align: right }
  thead { font-weight: bold; background-color: rgba(130, 130, 130, 0.16) }
  th, td { padding: 4px 8px }
  tr:nth-child(even) { background-color: rgba(130, 130, 130, 0.08) }
  tbody th { font-weight: normal }`;

// From JupyterLab's rendered HTML.
const jupyter = `
  .jp-RenderedHTMLCommon { color: var(--jp-content-font-color1); font-size: 14px; line-height: 1.6 }
  .jp-RenderedHTMLCommon table { border-collapse: collapse; font-size: 12px; table-layout: fixed;
    margin-left: auto; margin-bottom: 1em; margin-right: auto }
  .jp-RenderedHTMLCommon thead { border-bottom: 1px solid var(--jp-border-color1) }
  .jp-RenderedHTMLCommon :is(td, th, tr) { vertical-align: middle; padding: 0.5em;
    line-height: normal; white-space: normal; max-width: none; border: none }
  :not(.jp-RenderedMarkdown).jp-RenderedHTMLCommon :is(td, th) { text-align: right }
  .jp-RenderedHTMLCommon th { font-weight: bold }
  .jp-RenderedHTMLCommon tbody tr:nth-child(odd) { background: var(--jp-layout-color0) }
  .jp-RenderedHTMLCommon tbody tr:nth-child(even) { background: var(--jp-row) }
  .jp-RenderedHTMLCommon ul { list-style: disc; margin: 0 0 1em 2em }`;

const inVscode = (foreground: string, background: string, blue: string): Theme => ({
  css: vscode,
  variables: { '--vscode-foreground': foreground, '--vscode-charts-blue': blue },
  background,
  foreground,
  className: '',
});

const inJupyter = (foreground: string, background: string, blue: string, row: string): Theme => ({
  css: jupyter,
  variables: {
    '--jp-content-font-color1': foreground,
    '--jp-ui-font-color1': foreground,
    '--jp-brand-color1': blue,
    '--jp-layout-color0': background,
    '--jp-border-color1': '#888888',
    '--jp-row': row,
  },
  background,
  foreground,
  className: 'jp-RenderedHTMLCommon',
});

/** Where the HTML must read well. */
export const themes: Readonly<Record<string, Theme>> = {
  'VS Code, light': inVscode('#3b3b3b', '#ffffff', '#1a85ff'),
  'VS Code, dark': inVscode('#cccccc', '#1f1f1f', '#3794ff'),
  'VS Code, high contrast': inVscode('#ffffff', '#000000', '#3794ff'),
  'JupyterLab, light': inJupyter('#212121', '#ffffff', '#1976d2', '#f5f5f5'),
  'JupyterLab, dark': inJupyter('#ffffff', '#111111', '#2196f3', '#212121'),
  'no notebook that it knows': {
    css: '',
    variables: {},
    background: '#ffffff',
    foreground: '#000000',
    className: '',
  },
};
