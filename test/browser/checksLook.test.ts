import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { requireRecipe } from '../../src/core/recipe/document.ts';
import { flightRecipe } from './recipe/flights.ts';
import type { OpenDocument } from './recipe/openDocument.ts';
import { openRecipePage, setTheme, themes } from './recipe/recipePage.ts';
import { shots, useRecipePages } from './recipe/recipePages.ts';

const pages = useRecipePages(1100);
let page: Page;
let document: OpenDocument;

const steps = [
  { id: 'a1', op: 'filter-rows', params: { where: { column: 'delay', is: 'is-not-null' } } },
];

/** The flights with these checks. */
function recipeWith(checks: readonly object[]): string {
  const recipe: unknown = JSON.parse(flightRecipe(steps));
  return JSON.stringify({ ...Object(recipe), checks, outputs: [] }, null, 2);
}

async function open(
  checks: readonly object[],
  size = { width: 1280, height: 1100 },
): Promise<void> {
  ({ page, document } = await pages.open({ text: recipeWith(checks) }));
  page.setDefaultTimeout(20_000);
  await page.setViewportSize(size);
  await openRecipePage(page, document);
  await page.getByRole('button', { name: 'Add check' }).waitFor();
}

const kept = (): readonly unknown[] => requireRecipe(document.texts.at(-1) ?? '').checks;

async function look(name: string): Promise<void> {
  const serious: string[] = [];
  for (const theme of themes) {
    await setTheme(page, theme);
    await page.screenshot({ path: join(shots, `checks-${name}-${theme}.png`) });
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
}

async function choose(label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** One of a few that stand side by side. */
const pick = (label: string, option: string): Promise<void> =>
  page.getByRole('radiogroup', { name: label }).getByText(option).click();

describe('the section of checks', () => {
  it('shows what was found, with the rows in a fold', async () => {
    await open([
      { rule: 'not-null', column: 'origin', severity: 'error' },
      { rule: 'in-range', column: 'delay', min: 0, severity: 'error' },
      { rule: 'in-range', column: 'delay', min: 0, atLeast: 0.01, severity: 'error' },
      { rule: 'unique', columns: ['origin', 'dest'], severity: 'warn' },
      { rule: 'statistic', column: 'distance', of: 'mean', max: 1, severity: 'warn' },
      { rule: 'freshness', column: 'date', within: { n: 2, unit: 'weeks' }, severity: 'warn' },
      {
        rule: 'references',
        ...{ columns: ['origin'], source: { source: 'airports' }, sourceColumns: ['iata'] },
        severity: 'error',
      },
      {
        rule: 'custom-sql',
        query: 'SELECT origin, delay FROM result WHERE delay > 60',
        severity: 'warn',
      },
    ]);
    await page.getByRole('button', { name: 'Run the checks' }).click();
    await page.getByText(/^\d+ fail$/).waitFor();
    await page
      .getByText(/^The first 5 rows that break it/)
      .first()
      .click();
    await page.getByRole('columnheader', { name: 'delay' }).first().waitFor();
    await look('results');
  });

  it('in little room', async () => {
    await open(
      [
        {
          rule: 'condition',
          where: {
            expression: "delay >= 0 or origin = 'a place whose name is longer than the panel'",
          },
          severity: 'error',
        },
      ],
      { width: 640, height: 900 },
    );
    await page.getByRole('button', { name: 'Run the checks' }).click();
    await page.getByText('1 fail').waitFor();
    await page.getByText(/^The first 5 rows that break it/).click();
    const wide = await page.evaluate(
      () =>
        [...globalThis.document.querySelectorAll('.recipe, .recipe-body, .items')].filter(
          (box) => box.scrollWidth > box.clientWidth + 1,
        ).length,
    );
    expect(wide).toBe(0);
    await look('narrow');
  });

  it('makes every kind by its form, and takes it away by the keyboard', async () => {
    await open([]);
    const add = async (rule: string): Promise<void> => {
      await page.getByRole('button', { name: 'Add check' }).click();
      await choose('Rule', rule);
    };
    const save = (): Promise<void> => page.getByRole('button', { name: 'Save' }).click();
    const column = async (label: string, name: string): Promise<void> => {
      await page.getByRole('combobox', { name: label, exact: true }).fill(name);
      await page.keyboard.press('Enter');
    };

    await add('In a set');
    await column('Column', 'origin');
    await page.getByRole('textbox', { name: 'Value', exact: true }).first().fill('ABE');
    await page.getByRole('textbox', { name: /At least this share/ }).fill('0.5');
    await look('in-set');
    await save();
    await expect
      .poll(() => kept())
      .toEqual([
        { rule: 'in-set', column: 'origin', values: ['ABE'], atLeast: 0.5, severity: 'error' },
      ]);

    await add('Matches a pattern');
    await page.getByRole('combobox', { name: 'Column', exact: true }).click();
    // Texts only are offered.
    expect(await page.getByRole('option', { name: /^distance/ }).count()).toBe(0);
    await page.getByRole('option', { name: /^origin/ }).click();
    await page.getByRole('textbox', { name: 'Regular expression' }).fill('^[A-Z]{3}$');
    await pick('If it does not hold', 'warns');
    await save();
    await expect
      .poll(() => kept().at(-1))
      .toEqual({
        ...{ rule: 'matches', column: 'origin', pattern: '^[A-Z]{3}$', severity: 'warn' },
      });

    await add('Fresh');
    await column('Column', 'date');
    await page.getByRole('textbox', { name: 'Number' }).fill('2');
    await pick('Unit', 'Days');
    await look('fresh');
    await save();
    await expect
      .poll(() => kept().at(-1))
      .toEqual({
        ...{ rule: 'freshness', column: 'date', within: { n: 2, unit: 'days' }, severity: 'error' },
      });

    await add('A condition holds');
    await column('Condition: column', 'distance');
    await choose('Condition: test', 'is at least');
    await page.getByRole('textbox', { name: 'Condition: value' }).fill('1');
    await save();
    await expect
      .poll(() => kept().at(-1))
      .toEqual({
        rule: 'condition',
        where: { column: 'distance', is: 'at-least', value: 1 },
        severity: 'error',
      });

    await add('SQL that finds nothing');
    await page.getByRole('textbox', { name: /SELECT/ }).fill('SELECT * FROM result LIMIT 0');
    await save();
    await expect.poll(() => kept().length).toBe(5);

    await page.getByRole('button', { name: /^origin matches/ }).focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => kept().length).toBe(4);
    await page.getByRole('button', { name: /^origin is one of/ }).focus();
    await page.keyboard.press('Enter');
    await pick('If it does not hold', 'warns');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => kept()[0]).toMatchObject({ rule: 'in-set', severity: 'warn' });
  });
});
