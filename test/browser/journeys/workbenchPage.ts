import type { FrameLocator, Locator, Page } from 'playwright-core';
import { webviewFrame } from '../harness/webviewFrame.ts';

const SLOW_MS = 120_000;

/** A workbench as a person finds their way in it: by roles and names. */
export class WorkbenchPage {
  readonly frame: FrameLocator;

  constructor(page: Page, nth = 0) {
    this.frame = webviewFrame(page, nth);
  }

  get grid(): Locator {
    return this.frame.getByRole('grid', { name: 'Rows' });
  }

  get recipe(): Locator {
    return this.frame.getByRole('complementary', { name: 'Recipe' });
  }

  get steps(): Locator {
    return this.recipe.getByRole('list', { name: 'Steps' });
  }

  get preview(): Locator {
    return this.frame.getByRole('region', { name: 'Preview' });
  }

  get reading(): Locator {
    return this.frame.getByRole('region', { name: 'Reading' });
  }

  get details(): Locator {
    return this.frame.getByRole('complementary', { name: 'Details' });
  }

  /** How far the figures in sight go: `Exact`, `≈ Estimate`. */
  get basis(): Locator {
    return this.frame.locator('.basis-pill');
  }

  /** Chooses what the panel on the right shows. */
  async showDetails(tab: 'Column' | 'Insights' | 'Dataset' | 'Code'): Promise<void> {
    await this.details.getByRole('tab', { name: tab }).click();
  }

  /** The card of a finding, by its whole message. */
  insight(message: string): Locator {
    const text = this.frame.getByText(message, { exact: true });
    return this.details.getByRole('article').filter({ has: text });
  }

  /** What the insights say, in their order. */
  async insights(): Promise<string[]> {
    const texts = await this.details.locator('.insight-message').allTextContents();
    return texts.map((text) => text.replaceAll('\u00a0', ' '));
  }

  /** The cells of the first rows in sight, column by column in their order. */
  async rows(count: number): Promise<string[][]> {
    const rows = this.grid.getByRole('row').filter({ has: this.frame.getByRole('rowheader') });
    const texts: string[][] = [];
    for (let index = 0; index < count; index += 1) {
      texts.push(await rows.nth(index).getByRole('gridcell').allTextContents());
    }
    return texts;
  }

  /** The cells of a column that is in sight, in the first rows in sight. */
  async cells(column: string, count: number): Promise<string[]> {
    const header = this.grid.getByRole('columnheader', { name: `${column},` }).first();
    const place = await header.getAttribute('aria-colindex', { timeout: SLOW_MS });
    const cells = this.grid.locator(`[role="gridcell"][aria-colindex="${place ?? ''}"]`);
    const texts: string[] = [];
    for (let index = 0; index < count; index += 1) {
      texts.push((await cells.nth(index).textContent()) ?? '');
    }
    return texts;
  }

  /** The number of the row and the text of the cell that has the cursor. */
  async chosenCell(): Promise<string[]> {
    const cell = this.frame.locator('[role="gridcell"][aria-selected="true"]');
    const row = this.grid.getByRole('row').filter({ has: cell });
    const parts = [row.getByRole('rowheader'), this.grid.locator(cell)];
    return Promise.all(parts.map(async (part) => (await part.textContent()) ?? ''));
  }

  /** Waits for cells: the first row is here. */
  async ready(): Promise<void> {
    await this.grid
      .locator('[role="gridcell"]:not([aria-busy="true"])')
      .first()
      .waitFor({ timeout: SLOW_MS });
  }

  /** The line on top says so many rows and columns. */
  async shape(text: string): Promise<void> {
    await this.frame
      .getByRole('banner', { name: 'Dataset' })
      .getByText(text)
      .waitFor({ timeout: SLOW_MS });
  }

  /** Opens the list of operations, and the form of one. */
  async addStep(title: string): Promise<Locator> {
    await this.recipe.getByRole('button', { name: /^Add a step/ }).click();
    await this.frame.getByRole('combobox', { name: /^Add step/ }).fill(title);
    await this.frame.getByRole('option', { name: title }).first().click();
    return this.frame.getByRole('form', { name: title });
  }

  /** Applies the change that is previewed, as soon as it may be. */
  async apply(): Promise<void> {
    const apply = this.preview.getByRole('button', { name: 'Apply' });
    await apply.click({ timeout: SLOW_MS });
    await this.preview.waitFor({ state: 'detached', timeout: SLOW_MS });
  }
}
