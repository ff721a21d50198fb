import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import { openFile } from '../harness/openFile.ts';
import { openWorkbench, waitForWorkbench } from '../harness/openWorkbench.ts';
import { descendants } from '../harness/processTree.ts';
import { Screenshots } from '../harness/screenshots.ts';
import { startEditor } from '../harness/startEditor.ts';
import type { Editor } from '../harness/startEditor.ts';
import { WorkbenchPage } from './workbenchPage.ts';

const SAVED = 'flights.sluice.json';

/** Changes of a saved recipe and of one that never was saved outlive their window. */
describe.each(['newest', 'minimum'] as const)('hot exit on the %s VS Code', (version) => {
  it('keeps saved and untitled recipes over a reload and over a killed window', async () => {
    const workspace = await mkdtemp('/tmp/sluice-hot-');
    await copyFile(
      join(root, 'media/sample/flights-sample.parquet'),
      join(workspace, 'flights.parquet'),
    );
    await writeFile(join(workspace, SAVED), recipe());
    const editor = await startEditor({
      ...{ version, extension: { folder: root }, workspace },
      // In a browser the editor saves by itself otherwise.
      settings: { 'files.autoSave': 'off' },
    });
    const shots = await Screenshots.of(`hot-exit-${version}`);
    let page = editor.page;
    try {
      await openFile(page, SAVED);
      await rename(page, 'flight', 'flight_number');
      await openFile(page, 'flights.parquet');
      const viewer = new WorkbenchPage(page);
      await viewer.ready();
      await viewer.frame.getByRole('button', { name: 'Start a Recipe' }).click();
      await rename(page, 'flight', 'trip_number');
      await backedUp(editor, ['flight_number', 'trip_number']);
      await tabsAreKept(page);
      await shots.take(page, 'before');

      await page.reload();
      await waitForWorkbench(page);
      await areThere(page);
      await shots.take(page, 'reloaded');

      // The windows of one browser profile: what is kept in it is there still.
      page = await editor.page.context().newPage();
      killExtensionHosts(editor);
      await editor.page.close({ runBeforeUnload: false });
      await openWorkbench(page, editor.server.url({ folder: workspace }));
      await areThere(page);
      await shots.take(page, 'killed');
      expect(editor.browser.external).toEqual([]);
    } catch (error) {
      await page.screenshot({
        path: join(root, `.cache/screenshots/failed/hot-exit-${version}.png`),
      });
      throw error;
    } finally {
      await editor.stop();
      await rm(workspace, { recursive: true, force: true });
    }
  }, 240_000);
});

function recipe(): string {
  const main = { uri: 'flights.parquet', format: 'parquet', options: {} };
  const rest = { parameters: [], fitted: {}, checks: [], outputs: [] };
  const steps = [
    {
      ...{ id: 's1', op: 'sort-rows', version: 1, enabled: true, note: '' },
      params: { by: [{ column: 'delay' }] },
    },
  ];
  return `${JSON.stringify({ sluice: 1, name: 'flights', sources: { main }, steps, ...rest }, undefined, 2)}\n`;
}

/** Adds the step to the recipe that is shown. */
async function rename(page: Page, from: string, to: string): Promise<void> {
  const workbench = new WorkbenchPage(page);
  await workbench.steps.waitFor({ timeout: 120_000 });
  await workbench.ready();
  const form = await workbench.addStep('Rename column');
  await form.getByRole('combobox').first().fill(from);
  await workbench.frame
    .getByRole('option', { name: new RegExp(`^${from}`) })
    .first()
    .click();
  await form.getByRole('textbox').last().fill(to);
  await workbench.apply();
  await workbench.grid.getByRole('columnheader', { name: new RegExp(`^${to},`) }).waitFor();
}

/** The tab of a title, with the mark of changes that are not saved. */
function dirtyTab(page: Page, title: RegExp) {
  return page.locator('.tabs-container .tab.dirty').filter({ hasText: title });
}

/** Both are dirty, in the workbench, with the step that was added. */
async function areThere(page: Page): Promise<void> {
  for (const [title, column] of [
    [/flights\.sluice\.json/, 'flight_number'],
    [/Untitled/, 'trip_number'],
  ] as const) {
    const workbench = await shownBy(page, dirtyTab(page, title));
    const header = workbench.grid.getByRole('columnheader', { name: new RegExp(`^${column},`) });
    await header.waitFor({ timeout: 120_000 });
  }
}

/**
 * The workbench of one of these tabs. Old versions show an untitled document that they restore in a
 * second tab, as text, beside whichever tab is in front at that moment.
 */
async function shownBy(page: Page, tabs: Locator): Promise<WorkbenchPage> {
  await tabs.first().waitFor({ timeout: 120_000 });
  const workbench = new WorkbenchPage(page);
  const step = workbench.steps.getByText('Rename column');
  for (let tries = 0; ; tries += 1) {
    await tabs.nth(tries % (await tabs.count())).click();
    try {
      await step.waitFor({ timeout: 20_000 });
      return workbench;
    } catch (error) {
      if (tries >= 5) throw error;
    }
  }
}

/** The editor keeps copies of what is not saved on the server, a moment after each change. */
async function backedUp(editor: Editor, texts: readonly string[]): Promise<void> {
  const folder = join(editor.server.folder, 'user-data', 'User', 'Backups');
  const kept = async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = entries.filter((entry) => entry.isFile());
    const all = await Promise.all(
      files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')),
    );
    return texts.filter((text) => all.some((content) => content.includes(text)));
  };
  await expect.poll(kept, { timeout: 120_000 }).toEqual(texts);
}

/** The browser keeps which tabs are open, every few seconds. */
async function tabsAreKept(page: Page): Promise<void> {
  const kept = () =>
    page.evaluate(async () => {
      const done = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => {
            resolve(request.result);
          };
          request.onerror = () => {
            reject(new Error(request.error?.message));
          };
        });
      for (const { name = '' } of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name));
        try {
          for (const store of database.objectStoreNames) {
            const values: unknown[] = await done(
              database.transaction(store).objectStore(store).getAll(),
            );
            const isTabs = (value: unknown) =>
              typeof value === 'string' &&
              value.includes('sluice.recipe') &&
              value.includes('untitled:');
            if (values.some(isTabs)) return true;
          }
        } finally {
          database.close();
        }
      }
      return false;
    });
  await expect.poll(kept, { timeout: 120_000 }).toBe(true);
}

function killExtensionHosts(editor: Editor): void {
  const hosts = descendants(editor.server.pid).filter(({ command }) =>
    command.includes('--type=extensionHost'),
  );
  if (hosts.length === 0) throw new Error('There is no extension host.');
  for (const { pid } of hosts) process.kill(pid, 'SIGKILL');
}
