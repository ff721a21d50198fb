/** What the made-up host shows, by the page's address. */
export interface Mode {
  readonly kind: 'data' | 'recipe';
  readonly theme: string;
  readonly columns: number;
  /** `hard`: columns that are no delight to show. */
  readonly data: 'plain' | 'hard';
  readonly rows: number;
  /** Milliseconds before each answer. */
  readonly delay: number;
  readonly what: (typeof whats)[number];
  /** How many times the made-up findings are there. */
  readonly findings: number;
  readonly names: 'plain' | 'long';
  /** Under which the webview's state is kept. */
  readonly key: string;
}

const whats = [
  'plain',
  'preview',
  'error',
  'crash',
  'figures',
  'textProblem',
  'untrusted',
  'busy',
  'text',
  'question',
  'transfer',
] as const;
const themes: Readonly<Record<string, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  'high-contrast': 'vscode-high-contrast',
  'high-contrast-light': 'vscode-high-contrast vscode-high-contrast-light',
};

/** Reads `?kind=recipe&theme=dark&columns=2000&rows=0&delay=500&what=error&names=long`. */
export function readMode(query: URLSearchParams): Mode {
  const number = (name: string, otherwise: number): number => {
    const value = query.get(name);
    return value === null ? otherwise : Number(value);
  };
  return {
    kind: query.get('kind') === 'data' ? 'data' : 'recipe',
    theme: themes[query.get('theme') ?? 'dark'] ?? 'vscode-dark',
    columns: number('columns', 0),
    data: query.get('data') === 'hard' ? 'hard' : 'plain',
    rows: number('rows', 2_999_921),
    delay: number('delay', 0),
    what: whats.find((what) => what === query.get('what')) ?? 'plain',
    findings: number('findings', 1),
    names: query.get('names') === 'long' ? 'long' : 'plain',
    key: `workbench ${query.get('keep') ?? String(Math.random())}`,
  };
}
