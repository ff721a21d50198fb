import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/setup/paths.mjs';
import { startWorkbenchBrowser } from './workbenchPage.ts';
import type { WorkbenchBrowser, WorkbenchPage } from './workbenchPage.ts';

let browser: WorkbenchBrowser;
let workbench: WorkbenchPage;
const soon = <T>(read: () => T | Promise<T>) => expect.poll(read);
const shots = path.join(root, '.cache', 'screenshots', 'find');

beforeAll(async () => {
  browser = await startWorkbenchBrowser();
  await mkdir(shots, { recursive: true });
});
afterAll(async () => {
  await browser.close();
});
afterEach(async () => {
  expect(workbench.errors).toEqual([]);
  await workbench.page.context().close();
});

async function open(query: string, viewport?: { width: number; height: number }): Promise<void> {
  workbench = await browser.open(query, viewport);
  await soon(() => workbench.cell(0, 1).textContent()).toMatch(/\d/);
}

const shoot = (name: string) =>
  workbench.page.screenshot({ path: path.join(shots, `${name}.png`) });
const box = () => workbench.page.getByRole('textbox', { name: 'Find in all columns' });
const words = () => workbench.page.locator('.find-words').textContent();
const focused = () =>
  workbench.page.evaluate<string | undefined>(
    `document.querySelector('.grid-cell.is-focus, .grid-cell.focused, [aria-selected="true"]')?.textContent ?? undefined`,
  );

describe('find', () => {
  it.each(['dark', 'light', 'high-contrast', 'high-contrast-light'])(
    'shows which cell it is of how many: %s',
    async (theme) => {
      await open(`kind=data&theme=${theme}`);
      await box().fill('n9');
      await box().press('Enter');
      await soon(words).toMatch(/^[\d,]+ of 1,204$/);
      expect(await workbench.faults()).toEqual([]);
      await shoot(theme);
    },
  );

  it('goes on and back with Enter, Shift+Enter and F3, and the focus stays in the box', async () => {
    await open('kind=data');
    await box().fill('n9');
    await box().press('Enter');
    await soon(words).toMatch(/ of 1,204$/);
    const first = await words();
    await box().press('Enter');
    await soon(words).not.toBe(first);
    const second = await words();
    await box().press('Shift+Enter');
    await soon(words).toBe(first);
    await workbench.page.keyboard.press('F3');
    await soon(words).toBe(second);
    await workbench.page.keyboard.press('Shift+F3');
    await soon(words).toBe(first);
    expect(await box().evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await focused()).toMatch(/n9/i);
  });

  it('keeps only the rows that match when that is wanted, and shows all of them again', async () => {
    await open('kind=data');
    await box().fill('n9');
    const toggle = workbench.page.getByRole('button', { name: 'Only rows that match' });
    await soon(() => toggle.getAttribute('aria-pressed')).toBe('false');
    await toggle.click();
    await soon(() => toggle.getAttribute('aria-pressed')).toBe('true');
    await soon(() => workbench.page.locator('.filter-matching').textContent()).toMatch(/ rows$/);
    await shoot('only-matching');
    await toggle.click();
    await soon(() => workbench.page.locator('.filter-matching').count()).toBe(0);
    expect(await box().inputValue()).toBe('n9');
    await box().press('Escape');
    await soon(() => box().inputValue()).toBe('');
    expect(await words()).toBe('');
  });

  it('says when there is nothing, in a narrow workbench too', async () => {
    await open('kind=data', { width: 520, height: 600 });
    await box().fill('no such text');
    await soon(words).toBe('No results');
    await shoot('nothing-narrow');
  });
});
