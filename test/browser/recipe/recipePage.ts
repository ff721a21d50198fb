import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import type { Message } from 'vscode-jsonrpc';
import { root } from '../../../scripts/setup/paths.mjs';
import type { WorkbenchEvents } from '../../../src/shared/contracts/workbench.ts';
import { serve } from '../../../src/shared/rpc/connect.ts';
import { sendEvent } from '../../../src/shared/rpc/events.ts';
import { postMessageConnection } from '../../../src/shared/rpc/postMessage.ts';
import type { OpenDocument } from './openDocument.ts';

/** The colours that VS Code's default themes give a webview. */
export type Theme = 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';

/** All four, in the order in which pictures are taken. */
export const themes: readonly Theme[] = ['dark', 'light', 'high-contrast', 'high-contrast-light'];

// The recipe's panels as the workbench lays them out, without the table between them.
const entry = `
import { createRoot } from 'react-dom/client';
import '@vscode/codicons/dist/codicon.css';
import './webview/ui/base.css';
import { workbenchMethods } from './src/shared/contracts/workbench.ts';
import { onEvent } from './src/shared/rpc/events.ts';
import { connectHost } from './webview/ui/connectHost.ts';
import { StoreContext } from './webview/workbench/state/context.ts';
import { WorkbenchStore } from './webview/workbench/state/store.ts';
import { RecipePanel } from './webview/workbench/recipe/RecipePanel.tsx';
import { PreviewBar } from './webview/workbench/preview/PreviewBar.tsx';
import { CodePanel } from './webview/workbench/code/CodePanel.tsx';
import { useWorkbench } from './webview/workbench/state/context.ts';

const { host, connection } = connectHost(workbenchMethods);
const store = new WorkbenchStore({ host });
window.store = store;
onEvent(connection, 'state', store.receive);
onEvent(connection, 'activity', store.receiveActivities);
const Failure = () => <p role="alert" className="failure">{useWorkbench(({ failure }) => failure?.message)}</p>;
createRoot(document.getElementById('root')).render(
  <StoreContext value={store}>
    <main className="page">
      <RecipePanel />
      <div className="page-middle"><PreviewBar /><button className="page-table">The table</button><Failure /></div>
      <CodePanel />
    </main>
  </StoreContext>,
);
void store.start();
`;

// Pages speak to the test through a function that it exposes; both ends carry plain JSON.
const bridge = `
const listeners = [];
window.acquireVsCodeApi = () => ({
  postMessage: (message) => { void window.toHost(JSON.stringify(message)); },
  getState: () => undefined,
  setState: () => undefined,
});
window.fromHost = (text) => { window.postMessage(JSON.parse(text), '*'); };
`;

interface Built {
  readonly script: string;
  readonly style: string;
  readonly fonts: ReadonlyMap<string, Uint8Array>;
}

let built: Promise<Built> | undefined;

async function bundle(): Promise<Built> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root, loader: 'tsx', sourcefile: 'recipePage.tsx' },
    outdir: '/',
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    logLevel: 'warning',
  });
  const file = (extension: string): string =>
    outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? '';
  const fonts = outputFiles.filter(({ path }) => path.endsWith('.ttf'));
  return {
    script: file('.js'),
    style: file('.css'),
    fonts: new Map(fonts.map(({ path, contents }) => [path.split('/').at(-1) ?? '', contents])),
  };
}

/** Opens the panels with a host, under the policy of our webviews. */
export async function openRecipePage(
  page: Page,
  document: OpenDocument,
  theme: Theme = 'dark',
): Promise<void> {
  const { script, style, fonts } = await (built ??= bundle());
  const themes = readFileSync(join(root, 'webview/workbench/page/themes.css'));
  let receive: ((message: Message) => void) | undefined;
  const connection = postMessageConnection({
    post: (message) => {
      const text = JSON.stringify(message);
      // A page that was closed hears nothing more.
      page
        .evaluate((sent) => {
          window.fromHost(sent);
        }, text)
        .catch(() => undefined);
    },
    listen: (listener) => {
      receive = listener;
      return { dispose: () => undefined };
    },
  });
  serve(connection, document.session.handlers);
  connection.listen();
  document.onState((state) => {
    sendEvent<WorkbenchEvents, 'state'>(connection, 'state', state);
  });
  await page.exposeFunction('toHost', (text: string) => {
    // SAFETY: the page's own connection wrote it.
    receive?.(JSON.parse(text) as Message);
  });
  const html = `<!doctype html><html lang="en" class="vscode-${theme}"><head><meta charset="utf-8"><title>Recipe</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'">
<link rel="stylesheet" href="/themes.css"><link rel="stylesheet" href="/page.css"></head>
<body class="vscode-${theme}"><div id="root"></div><script src="/bridge.js"></script><script src="/page.js"></script></body></html>`;
  const files: Readonly<Record<string, string | Buffer>> = {
    '/': html,
    '/bridge.js': bridge,
    '/page.js': script,
    '/page.css': style,
    '/themes.css': themes,
  };
  const types: Readonly<Record<string, string>> = {
    '': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.ttf': 'font/ttf',
  };
  await page.route('http://127.0.0.1:9/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    const font = fonts.get(pathname.slice(1));
    const body = files[pathname] ?? (font && Buffer.from(font));
    if (body === undefined) await route.fulfill({ status: 404, body: '' });
    else await route.fulfill({ body, contentType: types[extname(pathname)] ?? 'text/plain' });
  });
  await page.goto('http://127.0.0.1:9/');
  await page.waitForSelector('.step', { timeout: 30_000 });
}

/** Shows the page in another theme. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.evaluate((name) => {
    // The colours hang on the root, what differs in high contrast on the body.
    document.documentElement.className = name;
    document.body.className = name;
  }, `vscode-${theme}`);
}

declare global {
  interface Window {
    fromHost: (message: string) => void;
  }
}
