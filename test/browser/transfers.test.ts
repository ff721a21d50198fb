import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/setup/paths.mjs';
import { startWorkbenchBrowser } from './workbenchPage.ts';
import type { WorkbenchBrowser } from './workbenchPage.ts';

/** What the workbench shows of bytes from S3, over its made-up host. */
let browser: WorkbenchBrowser;
const shots = join(root, '.cache', 'screenshots', 'transfers-page');
beforeAll(async () => {
  browser = await startWorkbenchBrowser();
  await mkdir(shots, { recursive: true });
});
afterAll(async () => {
  await browser.close();
});

const sizes = [
  { width: 1600, height: 900 },
  { width: 1100, height: 760 },
  { width: 420, height: 760 },
];

describe('the question before a large transfer', () => {
  it('has the focus, says what it takes, and is answered by Escape, Enter or a button', async () => {
    for (const [key, answer] of [
      ['Escape', 'notNow'],
      ['Enter', 'fetch'],
    ]) {
      const { page, errors } = await browser.open('kind=data&what=question', sizes[0]);
      const bar = page.getByRole('group', { name: 'Fetch from S3?' });
      await bar.waitFor();
      expect((await bar.innerText()).replaceAll('\u00a0', ' ')).toContain(
        'Sorting by distance would fetch 18.2 GB of 5,120 objects in 9,400 requests from S3. It may cost less than $0.01 for requests; about $1.64 for transfer unless this machine runs in eu-west-1.',
      );
      // A key that is still held from what was done before is no answer.
      await page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true }))",
      );
      expect(await page.evaluate('document.body.dataset.answered')).toBeUndefined();
      await page.waitForTimeout(450);
      await page.keyboard.press(key ?? '');
      await bar.waitFor({ state: 'detached' });
      expect(await page.evaluate('document.body.dataset.answered')).toBe(
        JSON.stringify({ id: 1, answer }),
      );
      expect(errors).toEqual([]);
      await page.close();
    }
    const { page } = await browser.open('kind=data&what=question', sizes[2]);
    await page.getByRole('button', { name: 'Do not ask again for this dataset' }).click();
    expect(await page.evaluate('document.body.dataset.answered')).toContain('always');
    await page.close();
  });

  it.each(['light', 'dark', 'high-contrast', 'high-contrast-light'])(
    'can be used in %s, at any width',
    async (theme) => {
      for (const size of sizes) {
        const { page, faults } = await browser.open(`kind=data&what=question&theme=${theme}`, size);
        await page.getByRole('group', { name: 'Fetch from S3?' }).waitFor();
        await page.getByRole('button', { name: /what came from S3$/ }).focus();
        await page.keyboard.press('Enter');
        const totals = page.getByRole('dialog', { name: 'From S3' });
        await totals.waitFor();
        expect(await faults()).toEqual([]);
        await page.screenshot({ path: join(shots, `question-${theme}-${String(size.width)}.png`) });
        const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
        expect(wide).toBe(false);
        await page.keyboard.press('Escape');
        await totals.waitFor({ state: 'detached' });
        await page.close();
      }
    },
  );
});

describe('a transfer under way', () => {
  it('tells bytes, objects, rate and time left, as far as there is room', async () => {
    const words: string[] = [];
    for (const size of sizes) {
      const { page } = await browser.open('kind=data&what=transfer', size);
      const line = page.locator('.activity-words');
      await line.waitFor();
      await page.screenshot({ path: join(shots, `line-${String(size.width)}.png`) });
      const parts = await line.locator('> :visible').allInnerTexts();
      words.push(parts.join('').replaceAll('\u00a0', ' '));
      await page.getByRole('button', { name: 'Cancel: Sorting by distance' }).click();
      await line.waitFor({ state: 'detached' });
      await page.close();
    }
    expect(words).toEqual([
      'Sorting by distance: fetching 41.2 MB of 120 MB, 12 of 40 objects, 23.1 MB/s, about 3 s left',
      '41.2 MB of 120 MB, 23.1 MB/s',
      '41.2 MB of 120 MB',
    ]);
  });

  it('is followed by its totals, which the keyboard reaches', async () => {
    const { page } = await browser.open('kind=data&what=transfer', sizes[0]);
    await page.getByRole('button', { name: /^4.1 MB of 128 MB moved/ }).focus();
    await page.keyboard.press('Enter');
    const totals = page.getByRole('dialog', { name: 'From S3' });
    const terms = await totals.locator('dt, dd').allInnerTexts();
    expect(terms.map((term) => term.replaceAll('\u00a0', ' '))).toEqual([
      ...['Moved since opening', '4.1 MB', 'Here', '4.1 MB of 128 MB'],
      ...['Still on S3', '124 MB of 12 objects', 'Requests made', '27 reads, 1 listing'],
      'Estimated cost',
      'less than $0.01 for requests; about $0.01 for transfer unless this machine runs in eu-west-1',
    ]);
    await page.close();
  });
});
