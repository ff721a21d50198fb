import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/setup/paths.mjs';
import { startWorkbenchBrowser } from './workbenchPage.ts';
import type { WorkbenchBrowser, WorkbenchPage } from './workbenchPage.ts';

const shots = path.join(root, '.cache/screenshots');
let browser: WorkbenchBrowser;
let workbench: WorkbenchPage;
beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  browser = await startWorkbenchBrowser();
}, 120_000);
afterAll(() => browser.close());
afterEach(async () => {
  const errors = workbench.errors;
  await workbench.page.close();
  expect(errors).toEqual([]);
});

const soon = <T>(read: () => Promise<T> | T) => expect.poll(read);
const shoot = (name: string) =>
  workbench.page.screenshot({ path: path.join(shots, `reading-${name}.png`) });

async function openReading(query: string, viewport?: { width: number; height: number }) {
  workbench = await browser.open(`kind=data&what=text&${query}`, viewport);
  await workbench.page.getByRole('button', { name: 'Read Options…' }).click();
  await workbench.page.getByRole('rowheader', { name: '1', exact: true }).waitFor();
}

describe('the panel of read options', () => {
  it.each(['dark', 'light', 'high-contrast', 'high-contrast-light'])(
    'shows fields, first rows and bad lines without a serious fault: %s',
    async (theme) => {
      await openReading(`theme=${theme}`);
      await soon(() => workbench.page.locator('.reading-facts').textContent()).toContain(
        '5 columns, first 50 rows',
      );
      expect(await workbench.faults()).toEqual([]);
      await shoot(theme);
    },
  );

  it('in little room', async () => {
    await openReading('theme=dark', { width: 560, height: 800 });
    const wide = await workbench.page.evaluate<number>(
      `[...document.querySelectorAll('.reading, .reading-body, .reading-head')].filter((box) => box.scrollWidth > box.clientWidth + 1).length`,
    );
    expect(wide).toBe(0);
    await shoot('narrow');
  });

  it('follows what is typed, by keyboard, and gives the focus back', async () => {
    await openReading('theme=light');
    const { page } = workbench;
    await soon(workbench.panel).toBe('reading');
    await page.getByRole('radiogroup', { name: 'First line' }).getByRole('radio').first().focus();
    await workbench.press('ArrowRight');
    await soon(() => page.locator('.reading-name').first().textContent()).toBe('column date');
    await page.getByRole('combobox', { name: 'Type of column fare' }).selectOption('text');
    await soon(() => page.locator('select.is-chosen').count()).toBe(1);
    await page.getByRole('button', { name: 'Reset to Detected' }).click();
    await soon(() => page.locator('.reading-name').first().textContent()).toBe('date');
    await page.getByRole('button', { name: 'Copy Lines' }).click();
    await soon(workbench.command).toMatchObject({ id: 'copy' });
    await workbench.press('Escape');
    await soon(() => page.locator('.reading').count()).toBe(0);
    await soon(() =>
      page.evaluate<string>('document.activeElement.ariaLabel ?? document.activeElement.title'),
    ).toContain('Read Options');
  });

  it('is as it was after the window is reloaded, and then as it is found out', async () => {
    await openReading('theme=dark&keep=reading');
    const { page } = workbench;
    const skip = page.getByRole('textbox', { name: 'Skip lines' });
    await skip.fill('3');
    await page.getByRole('combobox', { name: 'Type of fare' }).selectOption('text');
    const reopen = async (): Promise<void> => {
      await page.keyboard.press('Control+Enter');
      await soon(() => page.locator('.reading').count()).toBe(0);
      await page.reload();
      await page.getByRole('button', { name: 'Read Options…' }).click();
      await page.getByRole('rowheader', { name: '1', exact: true }).waitFor();
    };
    await reopen();
    expect(await skip.inputValue()).toBe('3');
    await soon(() => page.locator('select.is-chosen').count()).toBe(1);
    await page.getByRole('button', { name: 'Reset to Detected' }).click();
    await soon(() => page.locator('select.is-chosen').count()).toBe(0);
    await skip.focus();
    await reopen();
    expect(await skip.inputValue()).toBe('0');
    expect(await page.locator('select.is-chosen').count()).toBe(0);
  });

  it('tells beside the source what was left out, and which files differ', async () => {
    workbench = await browser.open('kind=data&what=text&theme=dark');
    const { page } = workbench;
    await page.getByRole('button', { name: '3 lines left out' }).click();
    await soon(() => page.getByRole('dialog').textContent()).toContain(
      'Line 17: too few values (from column fare on)',
    );
    expect(await workbench.faults()).toEqual([]);
    await shoot('left-out');
    await workbench.press('Escape');
    await page.getByRole('button', { name: '2 of 40 files have other columns' }).click();
    await soon(() => page.getByRole('dialog').textContent()).toContain(
      '2 files lack column remark',
    );
    await page.getByText('File by file').click();
    await shoot('drift');
  });

  it('tells of data that changed, above the rows that are still there', async () => {
    workbench = await browser.open('kind=data&what=text&theme=light');
    const { page } = workbench;
    await soon(() => page.locator('.banner').first().textContent()).toContain(
      'flights-2001.csv changed since the data were opened.',
    );
    await page.getByRole('button', { name: 'Reload' }).waitFor();
    await soon(() => workbench.cell(0, 1).textContent()).toMatch(/\d/);
    expect(await workbench.faults()).toEqual([]);
    await shoot('changed');
  });
});
