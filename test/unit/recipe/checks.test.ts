import { describe, expect, it } from 'vitest';
import { checkQuery } from '../../../src/core/checks/checkQuery.ts';
import { checkRules } from '../../../src/core/checks/registry.ts';
import { checkTitle } from '../../../src/core/recipe/checks.ts';
import { readRecipe } from '../../../src/core/recipe/document.ts';
import { validateRecipe } from '../../../src/core/recipe/validate.ts';
import type { Check, Problem } from '../../../src/shared/recipe.ts';

const columns = [
  { name: 'id', type: 'int64' },
  { name: 'price', type: 'float64' },
  { name: 'kind', type: 'text' },
  { name: 'at', type: 'timestamp' },
];
const users = [
  { name: 'id', type: 'int32' },
  { name: 'name', type: 'text' },
];

function problemsOf(check: object): readonly Problem[] {
  const source = (schema: unknown): object => ({
    ...{ uri: 'a.parquet', format: 'parquet', options: {}, schema },
  });
  const { recipe, problems } = readRecipe(
    JSON.stringify({
      ...{ sluice: 1, name: 'checks', steps: [], outputs: [] },
      sources: { main: source(columns), users: source(users) },
      checks: [{ severity: 'error', ...check }],
    }),
  );
  return recipe ? validateRecipe(recipe).problems : problems;
}

const references = { rule: 'references', source: { source: 'users' } };

describe('a check', () => {
  it.each<[string, object, string, string]>([
    [
      'of a column that is gone',
      { rule: 'in-set', column: 'colour', values: ['red'] },
      '/checks/0/column',
      'The check in-set names “colour”, which the final table does not have.',
    ],
    [
      'whose condition names one that is gone',
      { rule: 'condition', where: { not: { all: [{ column: 'size', is: 'is-null' }] } } },
      '/checks/0/where/not/all/0/column',
      'The check condition names “size”, which the final table does not have.',
    ],
    [
      'whose expression does not fit',
      { rule: 'condition', where: { expression: 'kind > 1' } },
      '/checks/0/where/expression',
      '“>” cannot compare text with int64 at character 1.',
    ],
    [
      'with a value of another type',
      { rule: 'in-set', column: 'id', values: [1, 'two'] },
      '/checks/0/values',
      '"two" is not a value of type int64.',
    ],
    [
      'with a pattern of a number',
      { rule: 'matches', column: 'id', pattern: '1' },
      '/checks/0/pattern',
      '“matches” needs text, but “id” is int64.',
    ],
    [
      'of another type, without data',
      { rule: 'type', column: 'price', type: 'decimal(10,2)' },
      '/checks/0/type',
      '“price” is float64, but a check wants decimal(10,2).',
    ],
    [
      'without a bound',
      { rule: 'statistic', column: 'price', of: 'mean' },
      '/checks/0/rule',
      'The check statistic has neither min nor max.',
    ],
    [
      'with bounds the wrong way round',
      { rule: 'row-count', min: 3, max: 2 },
      '/checks/0/min',
      'The check row-count is from 3 to 2, where nothing lies.',
    ],
    [
      'with the mean of a text',
      { rule: 'statistic', column: 'kind', of: 'mean', min: 1 },
      '/checks/0/column',
      '“kind” is text, but this needs a number.',
    ],
    [
      'with the greatest value of a time',
      { rule: 'statistic', column: 'at', of: 'max', max: 1 },
      '/checks/0/column',
      '“at” is timestamp, but the bounds of a statistic are numbers.',
    ],
    [
      'with a date as the bound of a statistic',
      { rule: 'statistic', column: 'at', of: 'max', max: '2026-01-01' },
      '/checks/0/max',
      '/checks/0/max must be a number; dates, times and texts are bounded by the check in-range.',
    ],
    [
      'with the age of a number',
      { rule: 'freshness', column: 'id', within: { n: 1, unit: 'days' } },
      '/checks/0/column',
      '“id” is int64, but this needs a date or timestamp.',
    ],
    [
      'with a source that is not there',
      { ...references, columns: ['id'], source: { source: 'people' }, sourceColumns: ['id'] },
      '/checks/0/source',
      'The recipe has no source “people”.',
    ],
    [
      'with keys of two types',
      { ...references, columns: ['kind'], sourceColumns: ['id'] },
      '/checks/0/sourceColumns/0',
      '“kind” is text, but “id” of users is int32.',
    ],
    [
      'with keys of two lengths',
      { ...references, columns: ['id', 'kind'], sourceColumns: ['id'] },
      '/checks/0/sourceColumns',
      "The key has 2 columns, the source's 1.",
    ],
    [
      'with a float as a key',
      { ...references, columns: ['price'], sourceColumns: ['id'] },
      '/checks/0/columns/0',
      '“price” is float64, but this needs a type that can be a key.',
    ],
    [
      'with two statements',
      { rule: 'custom-sql', query: 'SELECT 1; DROP TABLE result' },
      '/checks/0/query',
      'The query of a check holds more than one statement.',
    ],
  ])('%s is told at its place', (_name, check, path, message) => {
    expect(problemsOf(check).map((problem) => [problem.path, problem.message])).toEqual([
      [path, message],
    ]);
  });

  it('with a share beyond 1, an unknown unit or a key of another rule is no recipe', () => {
    for (const check of [
      { rule: 'not-null', column: 'id', atLeast: 1.5 },
      { rule: 'freshness', column: 'at', within: { n: 1, unit: 'months' } },
      { rule: 'unique', columns: ['id'], atLeast: 0.5 },
    ]) {
      expect(problemsOf(check).length).toBe(1);
    }
  });

  it('that fits is no problem; a wrong type that only warns is none', () => {
    for (const check of [
      { ...references, columns: ['id'], sourceColumns: ['id'], atLeast: 0.5 },
      { rule: 'type', column: 'price', type: 'int64', severity: 'warn' },
      { rule: 'in-range', column: 'id', min: 0.5 },
      { rule: 'relation', left: 'id', compare: 'at-most', right: 'price' },
    ]) {
      expect(problemsOf(check)).toEqual([]);
    }
  });

  it.each<[string, Check]>([
    [
      'x is not null in at least 7 % of the rows',
      { rule: 'not-null', column: 'x', atLeast: 0.07, severity: 'warn' },
    ],
    [
      'x is one of “a”, 1, true',
      { rule: 'in-set', column: 'x', values: ['a', 1, true], severity: 'warn' },
    ],
    [
      'the newest at is no older than 1 week',
      { rule: 'freshness', column: 'at', within: { n: 1, unit: 'weeks' }, severity: 'warn' },
    ],
    [
      'a, b are found in c, d of users',
      {
        rule: 'references',
        ...{ columns: ['a', 'b'], source: { source: 'users' }, sourceColumns: ['c', 'd'] },
        severity: 'warn',
      },
    ],
    [
      'no rows from SELECT * FROM result',
      { rule: 'custom-sql', query: ' SELECT *\n  FROM result ', severity: 'warn' },
    ],
  ])('reads “%s”', (words, check) => {
    expect(checkTitle(check)).toBe(words);
  });

  it('has examples that hold and that do not, of every rule', () => {
    for (const { id, examples } of checkRules) {
      expect(new Set(examples.map(({ failed }) => failed)).size, id).toBe(2);
    }
  });
});

describe('the query of a check', () => {
  it.each([
    "SELECT * FROM result WHERE a = ');' -- (",
    'WITH x AS (SELECT "a)" FROM result) SELECT * FROM x;',
    'FROM result SELECT a /* ( */ ;  ',
    "SELECT E'\\')' FROM result",
    "SELECT E'\\'); DROP TABLE result; --'",
  ])('may be %s', (query) => {
    expect(() => checkQuery(query)).not.toThrow();
  });

  it.each([
    ['SELECT 1) UNION (SELECT 2', 'brackets'],
    ['SELECT (1', 'brackets'],
    ["SELECT 'a", 'quote or comment'],
    ['SELECT 1 /* a', 'quote or comment'],
    ['SELECT $$a)$$', 'sign that it may not'],
    ['DELETE FROM result', 'begin with SELECT'],
    ['-- SELECT 1', 'begin with SELECT'],
    ['SELECT 1; SELECT 2', 'more than one statement'],
  ])('is refused where it is %s', (query, why) => {
    expect(() => checkQuery(query)).toThrow(why);
  });
});
