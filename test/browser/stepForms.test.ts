import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { operations } from '../../src/core/operations/registry.ts';
import { requireRecipe } from '../../src/core/recipe/document.ts';
import type { Recipe } from '../../src/shared/recipe.ts';
import { flightRecipe } from './recipe/flights.ts';
import type { OpenDocument } from './recipe/openDocument.ts';
import { openRecipePage, setTheme, themes } from './recipe/recipePage.ts';
import { shots, useRecipePages } from './recipe/recipePages.ts';

const pages = useRecipePages(860, (folder) => {
  // Each airport has a thousand hours of weather, but one of them none.
  const hours = ['ATL', 'ORD', 'DFW', 'SEA'].flatMap((airport) =>
    Array.from({ length: 1000 }, (_, hour) => `${airport},${String(hour)},${String(hour % 40)}`),
  );
  writeFileSync(join(folder, 'weather.csv'), `airport,hour,wind\n${hours.join('\n')}\n`);
});
let page: Page;
let document: OpenDocument;

const weather = {
  uri: 'weather.csv',
  format: 'csv',
  options: {},
  schema: [
    { name: 'airport', type: 'text' },
    { name: 'hour', type: 'int64' },
    { name: 'wind', type: 'int64' },
  ],
};
const first = { column: 'distance', is: 'greater', value: 0 };

/** Opens a recipe of one step over the flights, and the list of operations after it. */
async function open(): Promise<void> {
  const text = flightRecipe([{ id: 'a1', op: 'filter-rows', params: { where: first } }]);
  const recipe = requireRecipe(text);
  const sources = { ...recipe.sources, weather };
  ({ page, document } = await pages.open({ text: JSON.stringify({ ...recipe, sources }) }));
  await openRecipePage(page, document);
  await page.getByRole('button', { name: /^1 Filter rows/ }).focus();
  await page.keyboard.press('Insert');
}
/** Types into the list of operations, and takes the first that is found. */
async function choose(words: string): Promise<void> {
  await page.keyboard.type(words);
  await page.locator('.picker [role=option][aria-selected=true]').waitFor();
  await page.keyboard.press('Enter');
}
async function pick(label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option }).first().click();
}
async function look(name: string): Promise<void> {
  for (const theme of themes) {
    await setTheme(page, theme);
    await page.screenshot({ path: join(shots, `form-${name}-${theme}.png`) });
  }
  await setTheme(page, 'dark');
}
const form = (): Locator => page.getByRole('form');
const recipe = (): Recipe => requireRecipe(document.texts.at(-1) ?? '');

describe('the form of a join', () => {
  it('tells how the rows match before it is applied, and warns of far too many', async () => {
    await open();
    await choose('join');
    await pick('Join with', 'airports');
    await pick('Kind of join', 'Left');
    await pick('Pair 1: column of this table', 'origin');
    await pick('Pair 1: column of the other source', 'iata');
    const matches = page.getByRole('region', { name: 'How the rows match' });
    // 23 divides 18 of 400, and those have no distance.
    await matches.getByText('Every row on the left finds a partner').waitFor();
    await matches.getByText('each matching row stays one row').waitFor();
    expect(await matches.getByRole('alert').count()).toBe(0);
    await pick('Join with', 'weather');
    await pick('Pair 1: column of the other source', 'airport');
    await matches.getByText('each matching row grows to 1,000 rows on average').waitFor();
    const warning = matches.getByRole('alert');
    expect(await warning.textContent()).toMatch(
      /^This join makes 30\d,\d\d\d rows, 7\d times those of the larger table\. One row/,
    );
    expect(await matches.locator('dl').textContent()).toMatch(/Rows on the left382/);
    await look('join');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => recipe().steps.length).toBe(2);
  });
});

describe('the form of a sample', () => {
  it('says of an empty field what is wrong once something was typed', async () => {
    await open();
    await choose('sample rows');
    const bar = page.getByRole('region', { name: 'Preview' });
    await bar.getByText('fill in the form to see what it does').waitFor();
    // The host has looked at it by then.
    await expect.poll(() => bar.locator('.codicon-loading').count()).toBe(0);
    expect(await form().getByText('There is no number of rows.').count()).toBe(0);
    await form().getByRole('textbox', { name: 'Seed' }).fill('7');
    await form().getByText('There is no number of rows. Say how many rows are taken.').waitFor();
    await bar.getByText('see the form').waitFor();
    await form().getByRole('textbox', { name: 'Rows' }).fill('5');
    await bar.getByText('Preview of new step 2').waitFor();
  });
});

describe('the form of a look-up', () => {
  it('offers the columns of the chosen source, of the type of what is looked up', async () => {
    await open();
    await choose('look up values');
    const key = page.getByRole('combobox', { name: 'Its column of keys' });
    expect(await key.getAttribute('placeholder')).toBe('Choose the source first');
    await pick('Values to look up', 'origin');
    await pick('In the table', 'weather');
    await key.click();
    expect(await page.getByRole('option').allTextContents()).toEqual(['airporttext']);
    await page.getByRole('option').first().click();
    await page.getByRole('combobox', { name: 'Its column of results' }).click();
    expect(await page.getByRole('option').allTextContents()).toEqual([
      ...['airporttext', 'hourint64', 'windint64'],
    ]);
    await page.getByRole('option', { name: 'wind' }).click();
    await page.getByText('Preview of new step 2').waitFor();
    await look('lookup');
    await form().press('Control+Enter');
    await expect
      .poll(() => recipe().steps[1]?.params)
      .toEqual({ column: 'origin', with: { source: 'weather' }, key: 'airport', result: 'wind' });
  });
});

describe('what a form offers', () => {
  it('are the values of the chosen column, for a list in a condition and for a map', async () => {
    await open();
    await choose('filter rows');
    await pick('Condition: column', 'carrier');
    await pick('Condition: test', 'is one of');
    const offers = page.getByRole('group', { name: 'Suggested for Condition' });
    await offers.getByRole('button', { name: /^DL/ }).click();
    await offers.getByRole('button', { name: /^AA/ }).click();
    expect(await offers.getByRole('button', { name: /^DL/ }).count()).toBe(0);
    await page.getByText('Preview of new step 2').waitFor();
    await look('offers-in');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(() => recipe().steps[1]?.params)
      .toMatchObject({ where: { column: 'carrier', is: 'in', value: ['DL', 'AA'] } });
  });

  it('are bounds of a column of numbers, and the one that is chosen in the table comes first', async () => {
    await open();
    await page.evaluate("window.store.setUi({ column: 'delay' })");
    await choose('clip values');
    await page.locator('.chip', { hasText: 'delay' }).waitFor();
    const lower = page.getByRole('group', { name: 'Suggested for Lower bound' });
    const upper = page.getByRole('group', { name: 'Suggested for Upper bound' });
    await lower.getByRole('button', { name: /1st percentile/ }).click();
    await upper.getByRole('button', { name: /largest/ }).waitFor();
    await look('offers-bounds');
    await upper.getByRole('button', { name: /95th percentile/ }).click();
    await page.getByText('Preview of new step 2').waitFor();
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => recipe().steps.length).toBe(2);
    // Delays run from −40 to 159, each about as often as another.
    const params = JSON.stringify(recipe().steps[1]?.params);
    expect(params).toMatch(
      /^{"columns":\["delay"\],"lower":-3\d(\.\d+)?,"upper":1[45]\d(\.\d+)?}$/,
    );
  });

  it('is a method that suits the type, and the first line of a map', async () => {
    await open();
    await choose('fill missing values');
    const method = page.getByRole('radio', { name: 'Mode' });
    await pick('Columns: add a column', 'tail_number');
    await expect.poll(() => method.isChecked()).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add a step…' }).click();
    await choose('replace values');
    await pick('Columns: add a column', 'origin');
    await page.keyboard.press('Escape');
    const offers = page.getByRole('group', { name: 'Suggested for Values' });
    await offers.getByRole('button', { name: /^ATL/ }).click();
    await offers.getByRole('button', { name: /^BOS/ }).click();
    await look('offers-map');
    const from = page.getByRole('textbox', { name: 'From' });
    expect(await from.evaluateAll((all) => all.map((one) => one.getAttribute('value')))).toEqual([
      ...['ATL', 'BOS'],
    ]);
  });
});

describe('in a narrow panel', () => {
  it('every form is drawn, empty and with its first example, and nothing is wider than the panel', async () => {
    await open();
    await page.setViewportSize({ width: 340, height: 900 });
    await page.keyboard.press('Escape');
    const wide: string[] = [];
    const raw: string[] = [];
    for (const { id, title, examples } of operations) {
      for (const params of [{}, examples[0].params]) {
        const draft = JSON.stringify([id, params, 1]);
        await page.evaluate(`window.store.startDraft(...${draft})`);
        await form().getByRole('heading', { name: title, exact: true }).waitFor();
        expect(await form().locator('.field').count(), id).toBeGreaterThan(0);
        if (await form().evaluate((box) => box.scrollWidth > box.clientWidth + 1)) wide.push(id);
        // JSON that no control can show would be a box of several lines, as only a query's is.
        const boxes = form().locator('textarea.field-input:not([role=combobox]):not(.query-input)');
        if ((await boxes.count()) > 0) raw.push(id);
        await page.evaluate('window.store.closeDraft()');
        await form().waitFor({ state: 'detached' });
      }
    }
    expect(wide).toEqual([]);
    expect(raw).toEqual([]);
  });

  it('the help of an operation can be read', async () => {
    await open();
    await page.setViewportSize({ width: 340, height: 900 });
    await choose('fill missing values');
    await page.getByRole('button', { name: 'Help', exact: true }).click();
    const help = page.getByRole('region', { name: 'Help: Fill missing values' });
    await help.getByRole('group', { name: 'After' }).first().waitFor();
    await help.getByText('The first example as code').click();
    await help.getByText('fill_null').first().waitFor();
    await look('help-narrow');
    expect(await help.evaluate((box) => box.scrollWidth > box.clientWidth + 1)).toBe(false);
  });
});
