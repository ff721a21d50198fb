import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { requireRecipe } from '../../src/core/recipe/document.ts';
import type { Recipe } from '../../src/shared/recipe.ts';
import { flightRecipe, flightSteps } from './recipe/flights.ts';
import type { openDocument } from './recipe/openDocument.ts';
import type { OpenDocument } from './recipe/openDocument.ts';
import { openRecipePage } from './recipe/recipePage.ts';
import { useRecipePages } from './recipe/recipePages.ts';

const pages = useRecipePages();
let page: Page;
let document: OpenDocument;

async function open(input: Parameters<typeof openDocument>[2]): Promise<void> {
  ({ page, document } = await pages.open(input));
  await openRecipePage(page, document);
}
const soundSteps = flightSteps.filter(({ id }) => id !== 'i9');
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const step = (name: RegExp): Locator => page.getByRole('button', { name });
const recipe = (): Recipe => requireRecipe(document.texts.at(-1) ?? '');
const ids = (): readonly string[] => recipe().steps.map(({ id }) => id);
/** Until the document has had so many changes. */
const changed = (count: number) => expect.poll(() => document.texts.length - 1).toBe(count);
const focused = () => page.evaluate(() => globalThis.document.activeElement?.textContent ?? '');
/** Types into the list of operations, and takes the first that is found. */
const choose = async (words: string): Promise<void> => {
  await page.keyboard.type(words);
  await page.locator('.picker [role=option][aria-selected=true]').waitFor();
  await press('Enter');
};
const bar = () => page.getByRole('region', { name: 'Preview' });

describe('the recipe by keyboard alone', () => {
  it('walks, switches, moves, deletes and notes steps, one change each, the focus kept', async () => {
    await open({ text: flightRecipe(soundSteps) });
    await step(/^9 Change type/).focus();
    await press('Home', 'ArrowDown');
    expect(await focused()).toContain('Filter rows');
    await press('Space');
    await changed(1);
    expect(recipe().steps[0]?.enabled).toBe(false);
    await step(/^1 Filter rows off/).waitFor();
    await press('Space');
    await changed(2);
    expect(recipe().steps[0]?.enabled).toBe(true);
    await step(/^1 Filter rows off/).waitFor({ state: 'detached' });
    await press('Alt+ArrowDown');
    await changed(3);
    expect(ids().slice(0, 2)).toEqual(['b2', 'a1']);
    await step(/^2 Filter rows/).waitFor();
    await expect.poll(focused).toContain('Filter rows');
    await press('Alt+ArrowUp');
    await changed(4);
    await step(/^1 Filter rows/).waitFor();
    await expect.poll(focused).toContain('Filter rows');
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'Delete');
    await changed(5);
    expect(ids()).not.toContain('d4');
    await expect.poll(focused).toContain('Formula');
    await press('Shift+F10');
    await press('n', 'ArrowUp');
    await page.keyboard.press('Escape');
    await expect.poll(focused).toContain('Formula');
  });

  it('adds a step at its place: search, form, preview, apply; the focus goes back', async () => {
    await open({ text: flightRecipe(soundSteps) });
    await step(/^1 Filter rows/).focus();
    await press('Insert');
    await choose('rename');
    await page.keyboard.type('tail');
    await press('Enter', 'Tab');
    await page.keyboard.type('plane');
    await bar().getByText('Preview of new step 2').waitFor();
    await bar().getByText('+ 1 column').waitFor();
    await bar().getByText('0 rows removed').waitFor();
    expect(document.texts).toHaveLength(1);
    await press('Control+Enter');
    await changed(1);
    expect(recipe().steps[1]).toMatchObject({
      op: 'rename-column',
      params: { from: 'tail_number', to: 'plane' },
    });
    await bar().waitFor({ state: 'detached' });
    await expect.poll(focused).toContain('Filter rows');
  });

  it('discards by Escape, and brings back what was typed', async () => {
    await open({ text: flightRecipe(soundSteps) });
    await step(/^5 Formula/).focus();
    await press('Enter');
    await page.getByRole('combobox', { name: 'Expression' }).fill('delay >= 30');
    // The steps above have learned nothing yet.
    const form = page.getByRole('form');
    await form.getByText('Step 3, Fill missing values, has not learned').waitFor();
    await form.getByRole('button', { name: 'Learn now' }).click();
    await bar().getByText('Preview of step 5').waitFor();
    await press('Escape');
    await bar().waitFor({ state: 'detached' });
    await expect.poll(focused).toContain('Formula');
    expect(recipe().steps[4]?.params).toEqual({ column: 'late', expression: 'delay >= 15' });
    await step(/^Reopen/).press('Enter');
    await bar().getByText('Preview of step 5').waitFor();
    expect(await page.getByRole('combobox', { name: 'Expression' }).inputValue()).toBe(
      'delay >= 30',
    );
    await press('Control+Enter');
    await expect
      .poll(() => recipe().steps[4]?.params)
      .toEqual({ column: 'late', expression: 'delay >= 30' });
  });
});

describe('the form of a step', () => {
  it('completes columns and functions, and quotes a name that needs it', async () => {
    await open({ text: flightRecipe(soundSteps) });
    await step(/^1 Filter rows/).focus();
    await press('Insert');
    await choose('formula');
    await page.keyboard.type('hour');
    await press('Tab');
    await page.keyboard.type('hou');
    await page.getByRole('option', { name: /^hour/ }).waitFor();
    await press('Tab');
    await page.keyboard.type('depart');
    await press('Enter');
    expect(await page.getByRole('combobox', { name: 'Expression' }).inputValue()).toBe(
      'hour("departed at")',
    );
    await bar().getByText('+ 1 column').waitFor();
  });

  it('shows what the host says at its field, marks the place, and keeps what was typed', async () => {
    await open({ text: flightRecipe(soundSteps) });
    await step(/^5 Formula/).focus();
    await press('Enter');
    const expression = page.getByRole('combobox', { name: 'Expression' });
    await expression.fill('delay >= 15 and distanse > 1');
    await page.getByRole('alert').filter({ hasText: 'There is no column “distanse”' }).waitFor();
    expect(await expression.getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('mark').textContent()).toBe('distanse');
    await press('Control+Enter');
    expect(await expression.inputValue()).toBe('delay >= 15 and distanse > 1');
    expect(document.texts).toHaveLength(1);
  });

  it('says what is missing only once one tries to apply', async () => {
    await open({ text: flightRecipe(soundSteps) });
    await step(/^1 Filter rows/).focus();
    await press('Insert');
    await choose('fill');
    const missing = page.getByText('Choose at least one column.');
    await bar().getByText('fill in the form').waitFor();
    expect(await missing.count()).toBe(0);
    await press('Control+Enter');
    await missing.waitFor();
    await expect
      .poll(() =>
        page.evaluate(() => globalThis.document.activeElement?.getAttribute('aria-label')),
      )
      .toBe('Columns: add a column');
  });
});

describe('checks, outputs and parameters', () => {
  it('are added, run, edited and deleted, one change each', async () => {
    await open({ text: flightRecipe(soundSteps) });
    await page.getByRole('button', { name: 'Add check' }).click();
    await page.getByRole('combobox', { name: 'Rule' }).click();
    await page.getByRole('option', { name: 'In range' }).click();
    await page.getByRole('combobox', { name: 'Column' }).fill('distance');
    await press('Enter');
    await page.getByRole('textbox', { name: 'From' }).fill('0');
    await page.getByRole('textbox', { name: 'From' }).press('Enter');
    await changed(1);
    expect(recipe().checks.at(-1)).toEqual({
      rule: 'in-range',
      column: 'distance',
      min: 0,
      severity: 'error',
    });
    await page.getByRole('button', { name: 'Learn: One-hot encode' }).click();
    await changed(2);
    await page.getByRole('button', { name: 'Add parameter' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('until');
    await page.getByRole('combobox', { name: 'Type' }).fill('date');
    await press('Enter');
    await page.getByRole('textbox', { name: 'Default' }).fill('2001');
    await page.getByText('Write a date as 2026-01-31.').waitFor();
    await page.getByRole('textbox', { name: 'Default' }).fill('2001-12-31');
    await press('Enter');
    await changed(3);
    expect(recipe().parameters.at(-1)).toEqual({
      name: 'until',
      type: 'date',
      default: '2001-12-31',
    });
    await page.getByRole('button', { name: /^all/ }).focus();
    await press('Delete');
    await changed(4);
    expect(recipe().outputs.map(({ name }) => name)).toEqual(['train']);
  });
});

it('a viewer of data starts a recipe by its first step', async () => {
  await open({ uri: `${pages.folder}/flights.csv` });
  expect(await page.getByRole('button', { name: 'Add check' }).count()).toBe(0);
  await press('Tab', 'Enter');
  await choose('sort');
  await page.keyboard.type('distance');
  await press('Enter');
  await bar().getByText('Preview of new step 1').waitFor();
  await press('Control+Enter');
  await expect.poll(() => document.started.length).toBe(1);
  expect(requireRecipe(document.started[0] ?? '').steps[0]).toMatchObject({
    op: 'sort-rows',
    params: { by: [{ column: 'distance' }] },
  });
});
