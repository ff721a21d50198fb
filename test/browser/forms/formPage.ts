import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { root } from '../../../scripts/setup/paths.mjs';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.ttf': 'font/ttf',
};

/** What a form's page is opened with. */
export interface FormPage {
  /** The bundle of `dist/webview`. */
  readonly name: 'runPanel' | 'trainForm';
  readonly methods: readonly string[];
  readonly answers: Readonly<Record<string, unknown>>;
  readonly theme: 'dark' | 'light' | 'high-contrast';
}

const script = async (): Promise<string> => {
  const built = await build({
    entryPoints: [join(root, 'test/browser/forms/fakeHost.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    logLevel: 'warning',
  });
  return built.outputFiles[0]?.text ?? '';
};
let fakeHost: Promise<string> | undefined;

/** Opens the built page of a form with a host that answers what it is told, under our policy. */
export async function openForm(page: Page, form: FormPage): Promise<void> {
  const host = await (fakeHost ??= script());
  const setup = `window.sluiceMethods = ${JSON.stringify(form.methods)};
window.sluiceAnswers = ${JSON.stringify(form.answers)};`;
  const files: Readonly<Record<string, string | Buffer>> = {
    '/': `<!doctype html><html lang="en" class="vscode-${form.theme}"><head><meta charset="utf-8"><title>Form</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'">
<link rel="stylesheet" href="/themes.css"><link rel="stylesheet" href="/codicon.css" id="vscode-codicon-stylesheet">
<link rel="stylesheet" href="/${form.name}.css"></head><body class="vscode-${form.theme}"><div id="root"></div>
<script src="/setup.js"></script><script src="/host.js"></script><script src="/${form.name}.js"></script></body></html>`,
    '/setup.js': setup,
    '/host.js': host,
    '/themes.css': readFileSync(join(root, 'webview/workbench/page/themes.css')),
  };
  await page.unrouteAll();
  await page.route('http://127.0.0.1:9/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    const built = [
      join(root, 'dist/webview', pathname),
      join(root, 'node_modules/@vscode/codicons/dist', pathname),
    ].find((path) => pathname !== '/' && existsSync(path));
    const body = files[pathname] ?? (built === undefined ? undefined : readFileSync(built));
    if (body === undefined) await route.fulfill({ status: 404, body: '' });
    else
      await route.fulfill({
        body,
        contentType: types[extname(pathname === '/' ? 'x.html' : pathname)] ?? 'text/plain',
      });
  });
  await page.goto('http://127.0.0.1:9/');
  await page.waitForSelector('main');
}
