import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/setup/paths.mjs';
import { startWorkbenchBrowser } from './workbenchPage.ts';
import type { WorkbenchBrowser, WorkbenchPage } from './workbenchPage.ts';

let browser: WorkbenchBrowser;
let workbench: WorkbenchPage;
/** Asks again until it is so: the machine may be busy with other things. */
const soon = <T>(read: () => T | Promise<T>) => expect.poll(read);
const shots = path.join(root, '.cache', 'screenshots', 'workbench');

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
const text = (selector: string) => workbench.page.locator(selector).first().textContent();

describe('the workbench over a made-up host', () => {
  it.each(['dark', 'light', 'high-contrast', 'high-contrast-light'])(
    'has no serious fault in the eyes of axe, charts and forms open: %s',
    async (theme) => {
      await open(`theme=${theme}&what=preview`);
      await workbench.header(3).click({ position: { x: 60, y: 60 } });
      await soon(() => workbench.page.locator('.chart svg').count()).toBe(1);
      expect(await workbench.faults()).toEqual([]);
      await shoot(`recipe-${theme}`);
      await workbench.page.getByRole('button', { name: 'Filter', exact: true }).click();
      await workbench.page.keyboard.type('delay');
      expect(await workbench.faults()).toEqual([]);
      await workbench.press('Enter');
      await soon(() => workbench.page.locator('.filter-editor').count()).toBe(1);
      expect(await workbench.faults()).toEqual([]);
      await shoot(`filter-${theme}`);
    },
  );

  it('keeps the place of every figure: nothing moves when profiles and counts come', async () => {
    workbench = await browser.open('kind=data&delay=300');
    await soon(() => workbench.header(0).isVisible()).toBe(true);
    const places = () =>
      workbench.page.evaluate<string>(`JSON.stringify(['.grid-head', '.filter-bar', '.top-buttons',
        '.details', '.grid-header', '.grid-header .mini', '.grid-header .column-foot'].map((name) => {
          const { x, y, width, height } = document.querySelector(name).getBoundingClientRect();
          return [name, x, y, width, height];
        }))`);
    const before = await places();
    await shoot('data-waiting');
    await soon(() => text('.pill')).toContain('2,999,921 rows');
    await soon(() => workbench.page.locator('.mini-bars').count()).toBeGreaterThan(2);
    await soon(() => text('.basis-pill')).toBe('Exact');
    expect(JSON.parse(await places())).toEqual(JSON.parse(before));
  });

  it('is used by keyboard alone: filter, sort, find, full value, and back', async () => {
    await open('kind=data&theme=light');
    await workbench.press('Alt+f');
    await soon(() => workbench.page.getByRole('dialog').count()).toBe(1);
    // What is typed before the field has the focus is lost.
    await soon(() => workbench.page.locator('[role=dialog] :focus').count()).toBe(1);
    await workbench.page.keyboard.type('delay', { delay: 10 });
    await workbench.press('Enter');
    await soon(() => workbench.page.locator('.filter-editor').count()).toBe(1);
    await workbench.page.keyboard.type('x');
    await workbench.press('Enter');
    expect(await text('.filter-message')).toBe('This is not a number.');
    await workbench.press('Backspace');
    await workbench.page.keyboard.type('15');
    await workbench.press('Enter');
    await soon(() => text('.view-chip')).toBe('delay = 15');
    await soon(() => text('.filter-matching')).toBe('412,789 of 2,999,921 rows');

    await workbench.press('Control+f');
    await soon(workbench.panel).toBe('filters');
    await workbench.page.keyboard.type('atl');
    await workbench.press('Enter');
    await soon(() => workbench.page.locator('.m-match').count()).toBeGreaterThan(0);
    await workbench.press('Escape');
    await soon(() => workbench.page.locator('.m-match').count()).toBe(0);

    await workbench.press('F6');
    await soon(workbench.panel).toBe('table');
    // The search left the focus on its first cell.
    await workbench.press('Control+Home', 'ArrowUp', 'Shift+F10');
    await soon(() => workbench.page.getByRole('menu').count()).toBe(1);
    await workbench.press('ArrowDown', 'Enter');
    await soon(() => workbench.header(0).getAttribute('aria-sort')).toBe('descending');
    await workbench.press('ArrowDown', 'End', 'Enter');
    await soon(() => text('.value-text')).toContain('"x"');
    await workbench.press('F6');
    await soon(workbench.panel).toBe('value');
    await workbench.press('Escape');
    expect(await workbench.page.locator('.value-viewer').count()).toBe(0);
    await soon(workbench.panel).toBe('table');
  });

  it('goes around its panels with F6, and back with Shift+F6', async () => {
    await open('');
    const visited: (string | null)[] = [];
    for (let step = 0; step < 5; step += 1) {
      const before = await workbench.panel();
      await workbench.press('F6');
      await soon(workbench.panel).not.toBe(before);
      visited.push(await workbench.panel());
    }
    // The table has the focus from the start.
    expect(visited).toEqual(['details', 'recipe', 'filters', 'table', 'details']);
    await workbench.press('Shift+F6');
    await soon(workbench.panel).toBe('table');
  });

  it('goes to any of 2,000 columns by its name, and to any row', async () => {
    await open('kind=data&columns=2000');
    await workbench.press('Alt+c');
    await soon(() => workbench.page.getByRole('dialog').count()).toBe(1);
    // What is typed before the field has the focus is lost.
    await soon(() => workbench.page.locator('[role=dialog] :focus').count()).toBe(1);
    await workbench.page.keyboard.type('late_1998');
    await workbench.press('Enter');
    await soon(() => workbench.cell(0, 1998).textContent()).toMatch(/true|false/);
    await workbench.press('Control+g');
    await soon(() => workbench.page.getByRole('dialog').count()).toBe(1);
    // What is typed before the field has the focus is lost.
    await soon(() => workbench.page.locator('[role=dialog] :focus').count()).toBe(1);
    await workbench.page.keyboard.type('2,999,921');
    await workbench.press('Enter');
    await soon(() => workbench.cell(2_999_920, 1998).textContent()).toMatch(/true|false/);
    expect(await workbench.page.locator('*').count()).toBeLessThan(4000);
    await shoot('columns-2000');
  });

  it('stands names of 300 characters', async () => {
    await open('names=long', { width: 1000, height: 700 });
    await workbench.header(1).click({ position: { x: 60, y: 60 } });
    await soon(() => workbench.page.locator('.column-title').count()).toBe(1);
    const wide = await workbench.page.evaluate<number>(`document.documentElement.scrollWidth`);
    expect(wide).toBeLessThanOrEqual(1000);
    await shoot('long-names');
  });

  it('marks what a change would do, and shows the rows that go', async () => {
    await open('what=preview&theme=light');
    await workbench.press('Alt+c');
    await soon(() => workbench.page.getByRole('dialog').count()).toBe(1);
    // What is typed before the field has the focus is lost.
    await soon(() => workbench.page.locator('[role=dialog] :focus').count()).toBe(1);
    await workbench.page.keyboard.type('late');
    await workbench.press('Enter');
    await soon(() => workbench.page.locator('.grid-cell.m-added').count()).toBeGreaterThan(0);
    await soon(() => workbench.page.locator('.grid-cell.m-changed').count()).toBeGreaterThan(0);
    await shoot('preview-light');
    await workbench.page.getByText('Show removed rows').click();
    await soon(() => workbench.cell(0, 1).getAttribute('class')).toContain('m-removed');
  });

  it('comes back as it was after a reload', async () => {
    await open('kind=data&keep=one');
    await workbench.page.getByRole('button', { name: 'Filter', exact: true }).click();
    await workbench.page.keyboard.type('delay');
    await workbench.press('Enter');
    await soon(() => workbench.page.locator('.filter-editor').count()).toBe(1);
    await workbench.page.keyboard.type('15');
    await workbench.press('Enter');
    await workbench.page.getByRole('button', { name: 'Hide Details' }).click();
    await workbench.page.reload();
    await soon(() => text('.view-chip')).toBe('delay = 15');
    expect(await workbench.page.getByRole('button', { name: 'Show Details' }).count()).toBe(1);
  });

  it('shows a value of a million characters without hanging', async () => {
    await open('kind=data');
    await workbench.press('Alt+c');
    await soon(() => workbench.page.getByRole('dialog').count()).toBe(1);
    // What is typed before the field has the focus is lost.
    await soon(() => workbench.page.locator('[role=dialog] :focus').count()).toBe(1);
    await workbench.page.keyboard.type('remark');
    await workbench.press('Enter');
    const long = workbench.page.locator('[role=gridcell]', { hasText: 'long long' }).first();
    await soon(() => long.isVisible()).toBe(true);
    const box = await long.boundingBox();
    // Above the cells lies what scrolls them, so a place is clicked, not an element.
    await workbench.page.mouse.dblclick((box?.x ?? 0) + 20, (box?.y ?? 0) + 12);
    await soon(() => text('.value-place')).toContain('1,000,000 characters');
    await workbench.page.getByRole('button', { name: 'Show more (950,000 characters)' }).click();
    await soon(() => text('.value-more')).toContain('750,000');
    await shoot('value-long');
    await workbench.page.getByRole('button', { name: 'Copy Value' }).click();
    await soon(workbench.command).toEqual({ id: 'copy', text: 'long '.repeat(200_000) });
  });

  it('gives a step that is begun from a column its column', async () => {
    await open('');
    await workbench.header(2).click({ button: 'right', position: { x: 60, y: 60 } });
    await workbench.page.getByRole('menuitem', { name: 'Copy Name' }).click();
    await soon(workbench.command).toEqual({ id: 'copy', text: 'distance' });
    await workbench.header(2).click({ button: 'right', position: { x: 60, y: 60 } });
    await workbench.page.getByRole('menuitem', { name: 'Rename…' }).click();
    await soon(() => text('.recipe-side')).toContain('Rename column');
    await soon(() => text('.recipe-side')).toContain('distance');
  });

  it('asks for trust where there is none', async () => {
    await open('what=untrusted');
    await workbench.page.getByRole('button', { name: 'Trust Workspace…' }).click();
    await soon(workbench.command).toEqual({ id: 'trustWorkspace' });
    const run = workbench.page.locator('vscode-button', { hasText: 'Run' });
    expect(await run.getAttribute('aria-disabled')).toBe('true');
  });
});

describe('what stands in the way', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['what=textProblem', 'A comma is missing between two members. Line 7, column 5.'],
    ['what=error&kind=data', 'The bucket “lake” may not be read with these credentials.'],
    ['what=crash', 'The engine stopped while it was reading this table.'],
    ['rows=0&kind=data', 'This table has no rows.'],
    ['columns=-1&kind=data', 'This data has no columns.'],
  ];
  it.each(cases)('%s: %s', async (query, words) => {
    workbench = await browser.open(query);
    await soon(() => text('body')).toContain(words);
    expect(await workbench.faults()).toEqual([]);
    await shoot(query.replaceAll(/[^\w]/g, '-'));
  });

  it('has its panels folded where there is no room, and lays one over the table', async () => {
    await open('', { width: 640, height: 720 });
    expect(await workbench.page.locator('.recipe-side, .details').count()).toBe(0);
    await workbench.page.getByRole('button', { name: 'Show Recipe' }).click();
    expect(await workbench.page.locator('.recipe-side').count()).toBe(1);
    await shoot('narrow-recipe');
    await workbench.page.getByRole('button', { name: 'Hide Recipe' }).click();
    expect(await workbench.faults()).toEqual([]);
    await shoot('narrow');
  });
});
