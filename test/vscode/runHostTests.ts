import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/setup/paths.mjs';
import { openBrowser } from '../browser/harness/browser.ts';
import { startCodeServer, type EditorVersion } from '../browser/harness/codeServer.ts';
import { bundleSuites } from './bundleSuites.ts';
import { hostTestsOut, type HostLine, type HostTest } from './hostTest.ts';
import { makeWorkspace } from './makeWorkspace.ts';

export interface HostRun {
  readonly tests: readonly HostTest[];
  /** Figures that tests want to be seen. */
  readonly said: readonly string[];
  /** Why the run did not come to its end. */
  readonly problem: string | undefined;
  readonly seconds: number;
}

/** A minute is usual; a machine that does much else may take three. */
const RUN_MS = 180_000;

/** Runs the suites inside the extension host of a real editor, with this extension unpacked. */
export async function runHostTests(version: EditorVersion): Promise<HostRun> {
  const started = performance.now();
  const suites = await bundleSuites();
  const folder = await mkdtemp(join(tmpdir(), 'sluice-host-'));
  const out = join(folder, 'results.jsonl');
  let problem: string | undefined;
  try {
    const workspace = await makeWorkspace(join(folder, 'workspace'));
    problem = await runIn(version, suites, workspace, out);
    const text = existsSync(out) ? await readFile(out, 'utf8') : '';
    const lines = text.split('\n').filter((line) => line !== '');
    // SAFETY: each line was written by `runSuites` as a `HostLine`.
    const told = lines.map((line) => JSON.parse(line) as HostLine);
    if (!told.some((line) => 'ended' in line)) problem ??= 'the tests did not come to their end';
    return {
      tests: told.flatMap((line) => ('test' in line ? [line.test] : [])),
      said: told.flatMap((line) => ('said' in line ? [line.said] : [])),
      problem,
      seconds: (performance.now() - started) / 1000,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runIn(
  version: EditorVersion,
  suites: string,
  workspace: string,
  out: string,
): Promise<string | undefined> {
  const grep = process.env['SLUICE_HOST_TESTS_GREP'];
  const server = await startCodeServer({
    version,
    hostTests: true,
    env: {
      [hostTestsOut]: out,
      SLUICE_PYTHON: join(root, '.venv/bin/python'),
      ...(grep === undefined ? {} : { SLUICE_HOST_TESTS_GREP: grep }),
    },
  });
  const uri = (path: string): string =>
    `vscode-remote://127.0.0.1:${server.port}${encodeURI(path)}`;
  try {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      let limit: NodeJS.Timeout | undefined;
      const ended = new Promise<string | undefined>((resolve) => {
        limit = setTimeout(() => {
          resolve(`no end within ${RUN_MS / 1000} s`);
        }, RUN_MS);
        page.on('crash', () => {
          resolve('the window crashed');
        });
        // A failing test is told of by its own line; this code says no more than that.
        void page.exposeFunction('codeAutomationExit', () => {
          resolve(undefined);
        });
      });
      await page.exposeFunction('codeAutomationLog', () => undefined);
      const payload = [
        ['extensionDevelopmentPath', uri(root)],
        ['extensionTestsPath', uri(suites)],
        ['skipWelcome', 'true'],
      ] as const;
      await page.goto(server.url({ folder: workspace, payload }), {
        waitUntil: 'domcontentloaded',
      });
      const problem = await ended;
      clearTimeout(limit);
      return problem === undefined
        ? undefined
        : [problem, ...browser.errors, server.log()].join('\n');
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}
