import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { flightRecipe } from './recipe/flights.ts';
import type { OpenDocument } from './recipe/openDocument.ts';
import { openRecipePage, setTheme, themes } from './recipe/recipePage.ts';
import { shots, useRecipePages } from './recipe/recipePages.ts';

const pages = useRecipePages();
let page: Page;
let document: OpenDocument;

async function open(): Promise<void> {
  ({ page, document } = await pages.open({ text: flightRecipe() }));
  await openRecipePage(page, document);
  await page.getByRole('button', { name: 'More actions of the recipe' }).click();
  await page.getByRole('menuitem', { name: /Learn/ }).click();
  await page.getByText('fitted on train').first().waitFor();
}

/** One picture for each theme, and what axe finds serious in each. */
async function look(name: string): Promise<void> {
  const serious: string[] = [];
  const pictures = new Set<string>();
  for (const theme of themes) {
    await setTheme(page, theme);
    pictures.add(
      (await page.screenshot({ path: join(shots, `recipe-${name}-${theme}.png`) })).toString(
        'base64',
      ),
    );
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
    const found = await page.evaluate<string[]>(`axe.run().then(({ violations }) =>
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map(({ html, any }) =>
          id + ': ' + html.slice(0, 160) + ' ' + (any[0]?.message ?? ''))))`);
    serious.push(...found.map((line) => `${theme} ${line}`));
  }
  await setTheme(page, 'dark');
  expect(serious).toEqual([]);
  expect(pictures.size, 'pictures that differ').toBe(themes.length);
}

describe('the recipe in four themes', () => {
  it('in little room, with long names and sixty steps', async () => {
    const long = 'a_column_whose_name_is_far_longer_than_any_panel_is_wide_'.repeat(4);
    const steps = Array.from({ length: 60 }, (_, index) => ({
      id: `s${String(index)}`,
      op: 'formula',
      params: { column: `${long}${String(index)}`, expression: 'delay + 1' },
    }));
    ({ page, document } = await pages.open({ text: flightRecipe(steps) }));
    await page.setViewportSize({ width: 640, height: 720 });
    await openRecipePage(page, document);
    await page.getByRole('button', { name: /^30 Formula/ }).click({ position: { x: 12, y: 8 } });
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Expression' }).fill('delay + 2');
    await page.getByText('Preview of step 30').waitFor();
    const wide = await page.evaluate(
      () =>
        [...globalThis.document.querySelectorAll('.recipe, .recipe-body, .step-form')].filter(
          (box) => box.scrollWidth > box.clientWidth + 1,
        ).length,
    );
    expect(wide).toBe(0);
    await look('narrow');
  });

  it('at rest', async () => {
    await open();
    await page.getByRole('button', { name: /^5 Formula/ }).click();
    await page.locator('.hljs-comment').first().waitFor();
    await page.getByRole('button', { name: 'Run the checks' }).click();
    await page.getByText('1 fail').waitFor();
    await look('rest');
  });

  it('while its help is open: options, tables before and after, code', async () => {
    await open();
    await page.getByRole('button', { name: /^5 Formula/ }).click();
    await page.getByRole('button', { name: 'Add a step…' }).click();
    await page.keyboard.type('fill missing values');
    await page.locator('.picker [role=option][aria-selected=true]').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Help', exact: true }).click();
    const help = page.getByRole('region', { name: 'Help: Fill missing values' });
    await help.getByRole('group', { name: 'After' }).first().waitFor();
    await help.getByText('The first example as code').click();
    await help.getByText('fill_null').first().waitFor();
    await look('help');
  });

  it('while a step is chosen', async () => {
    await open();
    await page.getByRole('button', { name: /^5 Formula/ }).click();
    await page.getByRole('button', { name: 'Add a step…' }).click();
    await page.keyboard.type('fil');
    await look('picker');
  });

  it('while a step is made', async () => {
    await open();
    await page.getByRole('button', { name: /^5 Formula/ }).click();
    await page.keyboard.press('Insert');
    await page.keyboard.type('filter');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Condition: column' }).fill('delay');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Condition: test' }).click();
    await page.getByRole('option', { name: 'is at least' }).click();
    await page.getByRole('textbox', { name: 'Condition: value' }).fill('15');
    await page.getByText(/rows removed/).waitFor();
    await page.getByRole('button', { name: 'Add test' }).click();
    await page.keyboard.type('ori');
    await look('condition');
  });

  it('while an expression is wrong', async () => {
    await open();
    await page.getByRole('button', { name: /^5 Formula/ }).click();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Expression' }).fill('delay >= 15 and distanse > 100');
    await page.getByText('There is no column “distanse”').first().waitFor();
    await look('expression');
  });
});
