import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { middleOf, startGridBrowser } from './gridPage.ts';
import type { GridBrowser, GridPage } from './gridPage.ts';

let browser: GridBrowser;
let grid: GridPage;

beforeAll(async () => {
  browser = await startGridBrowser();
});

afterAll(async () => {
  await browser.close();
});

async function open(): Promise<void> {
  grid = await browser.open();
  await expect.poll(() => grid.cell(0, 1).textContent()).toBe('787');
}

describe('the grid on its page, 100,000,000 rows and 2,000 columns', () => {
  beforeEach(() => open());
  afterEach(async () => {
    expect(grid.errors).toEqual([]);
    await grid.page.context().close();
  });

  it('shows the very last row and column', async () => {
    await grid.goTo(99_999_999, 'column 1999');
    await expect.poll(() => grid.cell(99_999_999, 1999).textContent()).toBe('604');
    expect(await grid.active()).toBe('604');
    const label = grid.page.locator('[aria-rowindex="100000001"] [role=rowheader]');
    expect(await label.textContent()).toBe('100,000,000');
    expect(await grid.headers(1998, 2000)).toEqual(['column 1998', 'column 1999']);
    const body = await grid.page.locator('.grid-body').boundingBox();
    const cell = await grid.cell(99_999_999, 1999).boundingBox();
    // Both edges are in sight, just inside the scroll bars.
    expect((cell?.y ?? 0) + (cell?.height ?? 0)).toBeLessThan((body?.y ?? 0) + (body?.height ?? 0));
    expect((cell?.x ?? 0) + (cell?.width ?? 0)).toBeLessThan((body?.x ?? 0) + (body?.width ?? 0));
  });

  it('goes to rows exactly, one after another', async () => {
    for (const row of [50_000_000, 33_333_333, 12, 99_999_998]) {
      await grid.goTo(row, 'column 8');
      await expect.poll(grid.active).toMatch(/./);
      await expect.poll(() => grid.cell(row, 8).isVisible()).toBe(true);
    }
    await grid.goTo(77_777_777, 'column 10');
    await expect.poll(() => grid.cell(77_777_777, 10).textContent()).toBe('r77777777 c10');
  });

  it('stays on the rows in view when it goes to a column', async () => {
    await grid.page.mouse.move(600, 400);
    await grid.page.mouse.wheel(0, 250_000);
    await expect.poll(() => grid.position()).toBe(250_000);
    await grid.page.fill('input[name=row]', '');
    await grid.page.fill('input[name=column]', 'column 700');
    await grid.page.getByRole('button', { name: 'Go' }).click();
    await expect.poll(() => grid.header(700).isVisible()).toBe(true);
    expect(await grid.position()).toBe(250_000);
    expect(await grid.cell(10_001, 700).getAttribute('class')).toMatch(/is-cursor/);
  });

  it('scrolls 4.8 rows by a wheel tick, before and after the thumb was dragged', async () => {
    const body = await grid.page.locator('.grid-body').boundingBox();
    if (body === null) throw new Error('no body');
    await grid.page.mouse.move(body.x + 300, body.y + 200);
    await grid.page.mouse.wheel(0, 120);
    await expect.poll(() => grid.position()).toBe(120);
    const bar = body.x + body.width - 7;
    await grid.page.mouse.move(bar, body.y + 20);
    await grid.page.mouse.down();
    await grid.page.mouse.move(bar, body.y + 320, { steps: 5 });
    await grid.page.mouse.up();
    await expect.poll(() => grid.position()).toBeGreaterThan(500_000_000);
    const dragged = await grid.position();
    await grid.page.mouse.move(body.x + 300, body.y + 200);
    for (let tick = 1; tick <= 10; tick += 1) {
      await grid.page.mouse.wheel(0, 120);
      await expect.poll(() => grid.position()).toBe(dragged + tick * 120);
    }
    // Keys still reach the grid.
    await grid.press('Control+Home');
    await expect.poll(() => grid.position()).toBe(0);
  });

  it('scrolls through all columns sideways', async () => {
    const { x, y } = await middleOf(grid.cell(3, 3));
    await grid.page.mouse.move(x, y);
    await grid.page.mouse.wheel(5000, 0);
    await expect.poll(() => grid.header(1).count()).toBe(0);
    await grid.page.keyboard.down('Shift');
    await grid.page.mouse.wheel(0, 900_000);
    await grid.page.keyboard.up('Shift');
    await expect.poll(() => grid.cell(3, 1999).textContent()).toBe('275');
    expect(await grid.page.locator('.grid-header').count()).toBeLessThan(20);
    expect(await grid.page.locator('.grid-cell').count()).toBeLessThan(1200);
  });

  it('is used by keys', async () => {
    await grid.focus();
    await grid.press('ArrowRight', 'ArrowDown');
    await expect.poll(grid.active).toBe('1728');
    await grid.press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight');
    await expect.poll(grid.selected).toBe(6);
    await grid.press('Escape');
    await expect.poll(grid.selected).toBe(1);
    await grid.press('Control+End');
    await expect.poll(grid.active).toBe('604');
    await grid.press('Control+ArrowUp', 'Home');
    await expect.poll(grid.active).toBe('2001-01-01 00:00:51');
    await grid.press('PageDown', 'PageDown');
    const page = await grid.page.evaluate<number>(
      `Math.floor(document.querySelector('.grid-scroller').clientHeight / 25) - 1`,
    );
    await expect.poll(() => grid.cell(page * 2, 0).getAttribute('class')).toMatch(/is-cursor/);
    await grid.press('Control+a');
    expect(await grid.cell(page * 2, 0).getAttribute('aria-selected')).toBe('true');
    await grid.press('Enter');
    await expect.poll(grid.said).toBe(`open date ${page * 2}`);
    await grid.press('Shift+F10');
    await expect.poll(grid.said).toBe(`menu date ${page * 2}`);
    await grid.press('Tab');
    const hasFocus = `document.activeElement.className`;
    expect(await grid.page.evaluate(hasFocus)).not.toContain('grid');
  });

  it('has headers that keys reach, resize and reorder', async () => {
    await grid.focus();
    await grid.press('ArrowRight', 'ArrowUp');
    await expect.poll(grid.active).toBe('delayint64 · 1');
    const width = async () => (await grid.header(1).boundingBox())?.width;
    const before = (await width()) ?? 0;
    await grid.press('Alt+ArrowRight', 'Alt+ArrowRight', 'Alt+ArrowLeft');
    await expect.poll(width).toBe(before + 10);
    await grid.press('Control+Shift+ArrowRight');
    await expect.poll(() => grid.headers(0, 3)).toEqual(['date', 'distance', 'delay']);
    expect(await grid.active()).toBe('delayint64 · 1');
    expect(await grid.cell(0, 2).textContent()).toBe('787');
    await grid.press('Shift+F10');
    await expect.poll(grid.said).toBe('menu delay header');
    await grid.press('ArrowDown');
    await expect.poll(grid.active).toBe('787');
  });

  it('selects by mouse, with shift, by row number, and scrolls while dragging', async () => {
    const from = await middleOf(grid.cell(2, 1));
    const to = await middleOf(grid.cell(5, 3));
    await grid.page.mouse.move(from.x, from.y);
    await grid.page.mouse.down();
    await grid.page.mouse.move(to.x, to.y, { steps: 4 });
    await grid.page.mouse.up();
    await expect.poll(grid.selected).toBe(12);
    const further = await middleOf(grid.cell(6, 2));
    await grid.page.keyboard.down('Shift');
    await grid.page.mouse.click(further.x, further.y);
    await grid.page.keyboard.up('Shift');
    await expect.poll(grid.selected).toBe(10);
    await grid.page.mouse.click(20, from.y);
    await expect.poll(grid.selected).toBe(await grid.page.locator('.grid-header').count());

    await grid.page.mouse.move(from.x, from.y);
    await grid.page.mouse.down();
    await grid.page.mouse.move(from.x, 930, { steps: 3 });
    await expect.poll(() => grid.position()).toBeGreaterThan(500);
    await grid.page.mouse.up();
    const stopped = await grid.position();
    const anchor = grid.page.locator('.is-selected.is-cursor');
    expect(await anchor.count()).toBe(1);
    await grid.page.waitForTimeout(100);
    expect(await grid.position()).toBe(stopped);
  });

  it('copies a range exactly, with headers and without', async () => {
    const from = await middleOf(grid.cell(0, 3));
    await grid.page.mouse.click(from.x, from.y);
    await grid.press('Shift+ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowRight');
    await grid.press('Control+c');
    const lines = ['BOS\t"two\nlines\tand ""quotes"" ATL"\t', 'DFW\t\ttrue'];
    await expect.poll(() => grid.clipboard()).toBe(lines.join('\n'));
    await grid.press('Control+Shift+C');
    const header = 'origin\t"a ""quoted"" name\twith a tab"\tlate';
    await expect.poll(() => grid.clipboard()).toBe([header, ...lines].join('\n'));
    expect(await grid.said()).toBe('');
  });

  it('hands a range that is too large to its owner', async () => {
    await grid.focus();
    await grid.press('Control+a', 'Control+c');
    await expect.poll(grid.said).toBe('copy 0 100000000 plain');
    await grid.press('Control+Shift+C');
    await expect.poll(grid.said).toBe('copy 0 100000000 with headers');
  });

  it('resizes by dragging, live, and fits by a double click', async () => {
    const edge = await grid.header(1).boundingBox();
    if (edge === null) throw new Error('no header');
    const x = edge.x + edge.width - 3;
    await grid.page.mouse.move(x, edge.y + 20);
    await grid.page.mouse.down();
    await grid.page.mouse.move(x + 40, edge.y + 20, { steps: 3 });
    const widths = async () => [
      (await grid.header(1).boundingBox())?.width,
      (await grid.cell(0, 1).boundingBox())?.width,
    ];
    await expect.poll(widths).toEqual([edge.width + 40, edge.width + 40]);
    await grid.press('Escape');
    await expect.poll(widths).toEqual([edge.width, edge.width]);
    await grid.page.mouse.up();

    await grid.page.mouse.move(x, edge.y + 20);
    await grid.page.mouse.down();
    await grid.page.mouse.move(x - 30, edge.y + 20, { steps: 3 });
    await grid.page.mouse.up();
    await expect.poll(widths).toEqual([edge.width - 30, edge.width - 30]);

    const float = await grid.header(2).boundingBox();
    if (float === null) throw new Error('no header');
    await grid.page.mouse.dblclick(float.x + float.width - 3, float.y + 20);
    const fitted = async () => (await grid.header(2).boundingBox())?.width;
    await expect.poll(fitted).not.toBe(float.width);
    expect(await isCut(2)).toBe(false);
    expect(await fitted()).toBeLessThan(260);
    // A million characters are not fitted to.
    const text = await grid.header(4).boundingBox();
    if (text === null) throw new Error('no header');
    await grid.page.mouse.dblclick(text.x + text.width - 3, text.y + 20);
    await expect.poll(async () => (await grid.header(4).boundingBox())?.width).toBe(600);
  });

  it('reorders by dragging, and shows where to', async () => {
    const from = await middleOf(grid.header(1));
    const to = await grid.header(3).boundingBox();
    if (to === null) throw new Error('no header');
    await grid.page.mouse.move(from.x, from.y);
    await grid.page.mouse.down();
    await grid.page.mouse.move(to.x + to.width - 20, from.y, { steps: 5 });
    const mark = await grid.page.locator('.grid-insert').boundingBox();
    expect(Math.abs((mark?.x ?? 0) - (to.x + to.width))).toBeLessThan(3);
    await grid.page.mouse.up();
    await expect.poll(() => grid.headers(0, 4)).toEqual(['date', 'distance', 'origin', 'delay']);
    expect(await grid.page.locator('.grid-insert').isVisible()).toBe(false);
    // A drag is no click: the column that was chosen has not changed.
    expect(await grid.page.inputValue('input[name=column]')).toBe('date');
    await grid.header(3).click();
    expect(await grid.page.inputValue('input[name=column]')).toBe('delay');
  });

  it('leaves clicks with Ctrl or Shift on a header to its owner', async () => {
    await grid.header(1).click({ modifiers: ['Control'] });
    await grid.header(2).click({ modifiers: ['Shift'] });
    expect(await grid.page.inputValue('input[name=column]')).toBe('date');
    await grid.header(2).click();
    expect(await grid.page.inputValue('input[name=column]')).toBe('distance');
    await expect.poll(grid.active).toBe('distancefloat64 · 2');
    await grid.header(3).click({ button: 'right' });
    expect(await grid.said()).toBe('menu origin header');
  });

  it('lets Escape go on to the page when only a cell is selected', async () => {
    await grid.page.evaluate(`document.addEventListener('keydown', ({ key }) => {
      document.querySelector('output').dataset.key = key;
    })`);
    const heard = () => grid.page.locator('output').getAttribute('data-key');
    await grid.focus();
    await grid.press('Shift+ArrowDown', 'Escape');
    expect(await heard()).not.toBe('Escape');
    await grid.press('Escape');
    expect(await heard()).toBe('Escape');
  });

  it('pins and hides by the layout, and sorts by several keys', async () => {
    await grid.page.fill('input[name=column]', 'late');
    await grid.page.getByRole('button', { name: 'Pin' }).click();
    await expect.poll(() => grid.headers(0, 2)).toEqual(['late', 'date']);
    await grid.page.fill('input[name=column]', 'delay');
    await grid.page.getByRole('button', { name: 'Hide' }).click();
    await expect.poll(() => grid.headers(0, 4)).toEqual(['late', 'date', 'distance', 'origin']);
    expect(await grid.page.locator('.grid-table').getAttribute('aria-colcount')).toBe('2000');
    await grid.page.mouse.move(600, 400);
    await grid.page.mouse.wheel(3000, 0);
    await expect.poll(() => grid.header(1).count()).toBe(0);
    expect(await grid.cell(1, 0).textContent()).toBe('true');
    const gutter = await grid.page.locator('.grid-corner').boundingBox();
    expect((await grid.cell(1, 0).boundingBox())?.x).toBe(gutter?.width);

    await grid.page.fill('input[name=column]', 'late');
    await grid.page.getByRole('button', { name: 'Sort down' }).click();
    await expect.poll(() => grid.header(0).getAttribute('aria-sort')).toBe('descending');
    expect(await grid.header(0).locator('.grid-sort').textContent()).toBe('');
    await grid.page.fill('input[name=column]', 'date');
    await grid.page.getByRole('button', { name: 'Sort up' }).click();
    await expect.poll(() => grid.header(0).locator('.grid-sort').textContent()).toBe('1');
  });

  it('keeps the height of rows and headers, whatever they hold', async () => {
    await grid.goTo(4, 'column 8');
    const tall = await grid.page.evaluate<number[]>(`[...new Set(
      [...document.querySelectorAll('.grid-row:not([hidden]) [role=gridcell], .grid-row:not([hidden])')]
        .map((cell) => cell.getBoundingClientRect().height))]`);
    expect(tall).toEqual([25]);
    expect(await grid.cell(4, 4).textContent()).toHaveLength(601);
    await grid.goTo(4, 'column 10');
    await expect.poll(async () => (await grid.header(9).boundingBox())?.width).toBe(240);
    const isWider = `document.documentElement.scrollWidth > innerWidth`;
    expect(await grid.page.evaluate(isWider)).toBe(false);
  });

  it('is read in order, however the rows were recycled', async () => {
    await grid.page.mouse.move(600, 400);
    for (const [x, y] of [
      [0, 700],
      [900, 40],
      [-300, -130],
    ] as const) {
      await grid.page.mouse.wheel(x, y);
      await grid.page.waitForTimeout(30);
    }
    const order = () =>
      grid.page.evaluate<boolean>(`(() => {
        const rising = (list, name) => {
          const at = list.map((item) => Number(item.getAttribute(name)));
          return at.every((value, index) => index === 0 || value > at[index - 1]);
        };
        const rows = [...document.querySelectorAll('.grid-row:not([hidden])')];
        return rising(rows, 'aria-rowindex') && rows.every((row) =>
          rising([...row.querySelectorAll('[aria-colindex]:not([hidden])')], 'aria-colindex'));
      })()`);
    await expect.poll(order).toBe(true);
  });
});

/** True if a cell of a column that is in sight has not room enough. */
function isCut(column: number): Promise<boolean> {
  return grid.page.evaluate<boolean>(
    `[...document.querySelectorAll('.grid-row:not([hidden]) [aria-colindex="${column + 2}"]')]
      .some((cell) => cell.scrollWidth > cell.clientWidth)`,
  );
}
