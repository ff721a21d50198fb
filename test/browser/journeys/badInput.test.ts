import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import { openFile } from '../harness/openFile.ts';
import { pictureOfFailure } from '../harness/pictureOfFailure.ts';
import { runCommand } from '../harness/runCommand.ts';
import { Screenshots } from '../harness/screenshots.ts';
import { startEditor } from '../harness/startEditor.ts';
import type { Editor } from '../harness/startEditor.ts';
import { WorkbenchPage } from './workbenchPage.ts';

const LONG_NAME = 'n'.repeat(300);
const RECIPE = JSON.stringify(
  {
    ...{ sluice: 1, name: 'long', parameters: [] },
    sources: { main: { uri: 'long.csv', format: 'csv', options: {} } },
    ...{ steps: [], fitted: {}, checks: [], outputs: [] },
  },
  undefined,
  2,
);

/** Data and text that are hard to show, in a workspace that nobody trusts. */
describe('hard input in a workspace without trust', () => {
  let workspace = '';
  let editor: Editor;
  let shots: Screenshots;
  let viewer: WorkbenchPage;

  beforeAll(async () => {
    workspace = await mkdtemp('/tmp/sluice-hard-');
    const cell = 'x'.repeat(1_000_000);
    await writeFile(join(workspace, 'long.csv'), `id,${LONG_NAME},text\n1,a,${cell}\n2,b,short\n`);
    await writeFile(
      join(workspace, 'broken.sluice.json'),
      RECIPE.replace('"name": "long",', '"name": ,'),
    );
    await wide(join(workspace, 'wide.parquet'));
    editor = await startEditor({
      ...{ version: 'newest', extension: { folder: root }, workspace },
      settings: {
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.startupPrompt': 'never',
        'files.autoSave': 'off',
      },
    });
    shots = await Screenshots.of('bad-input');
    viewer = new WorkbenchPage(editor.page);
  });
  afterAll(async () => {
    await editor.stop();
    await rm(workspace, { recursive: true, force: true });
  });
  beforeEach(({ task }) => {
    pictureOfFailure(editor.page, `bad-input ${task.name}`);
  });

  it('shows 2,000 columns, and that the workspace is not trusted', async () => {
    await openFile(editor.page, 'wide.parquet');
    await viewer.ready();
    await viewer.shape('3 rows × 2,000 columns');
    await viewer.frame.getByText('This workspace is not trusted: data is shown').waitFor();
    await fits();
    await viewer.grid.focus();
    await editor.page.keyboard.press('Control+End');
    await viewer.grid.getByRole('columnheader', { name: /^column 1999,/ }).waitFor();
    await fits();
    await shots.takeAll(editor.page, 'wide');
  });

  it('shows a cell of a million characters and a name of 300', async () => {
    await openFile(editor.page, 'long.csv');
    await runCommand(editor.page, 'Sluice: Open in Sluice');
    await viewer.shape('2 rows × 3 columns');
    await viewer.ready();
    await viewer.grid.getByRole('columnheader', { name: LONG_NAME }).waitFor();
    await fits();
    await shots.takeAll(editor.page, 'long');
    await viewer.grid.focus();
    await editor.page.keyboard.press('Control+Home');
    await editor.page.keyboard.press('End');
    await editor.page.keyboard.press('Enter');
    await viewer.frame
      .getByText(/1,000,000 characters/)
      .first()
      .waitFor();
    await fits();
    await shots.takeAll(editor.page, 'value');
  });

  it('shows the place in a text that is no JSON, and comes back when it is mended', async () => {
    const { page } = editor;
    await openFile(page, 'broken.sluice.json');
    const screen = viewer.frame.getByRole('main', { name: 'This recipe cannot be read' });
    await screen.getByText(/a value is missing at line 3, column 11\.$/).waitFor();
    await shots.takeAll(page, 'broken');
    await screen.getByRole('button', { name: 'Open as Text' }).click();
    const text = page.locator('.monaco-editor[data-uri*="broken"]').first();
    await text.waitFor();
    await writeFile(join(workspace, 'broken.sluice.json'), RECIPE);
    await text.getByText('"long"').waitFor();
    await runCommand(page, 'Sluice: Open in Sluice');
    await viewer.recipe.waitFor();
    await viewer.shape('2 rows × 3 columns');
  });

  it('offers no run of a recipe', async () => {
    for (const name of ['Run', 'Train…']) {
      const button = viewer.frame
        .getByRole('banner', { name: 'Dataset' })
        .locator('vscode-button, button')
        .filter({ hasText: name });
      expect(await button.first().evaluate((one) => 'disabled' in one && one.disabled), name).toBe(
        true,
      );
    }
    await viewer.frame.getByText('This workspace is not trusted: data is shown').waitFor();
    await shots.takeAll(editor.page, 'untrusted-recipe');
    expect(editor.browser.errors).toEqual([]);
  });

  /** Nothing sticks out of the window, and all headers are equally high. */
  async function fits(): Promise<void> {
    const found = await viewer.grid.evaluate((grid) => {
      const { innerWidth: width, innerHeight: height } = window;
      const inside = ['.workbench', '.top-line', '.filter-bar', '.sluice-grid', '.details-side'];
      const out = inside.filter((selector) => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        return (
          !box || box.left < 0 || box.top < 0 || box.right > width + 1 || box.bottom > height + 1
        );
      });
      const { scrollWidth, scrollHeight } = document.documentElement;
      const heights = [...grid.querySelectorAll('[role="columnheader"]')].map(
        (header) => header.getBoundingClientRect().height,
      );
      return {
        out,
        scrolls: scrollWidth > width || scrollHeight > height,
        heights: [...new Set(heights)].length,
      };
    });
    expect(found).toEqual({ out: [], scrolls: false, heights: 1 });
  }
});

async function wide(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const columns = Array.from(
    { length: 2000 },
    (_, index) => `i * ${String(index)} AS "column ${String(index)}"`,
  );
  await connection.run(
    `COPY (SELECT ${columns.join(', ')} FROM range(3) t(i)) TO '${path}' (FORMAT parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
}
