import { describe, expect, it } from 'vitest';
import { readRecipe } from '../../../src/core/recipe/document.ts';

const problem = (parts: object): string | undefined =>
  readRecipe(
    JSON.stringify({
      sluice: 1,
      name: 'x',
      sources: { main: { uri: 'a.csv', format: 'csv' } },
      ...parts,
    }),
  ).problems[0]?.message;

const check = (more: object): object => ({ checks: [{ severity: 'warn', ...more }] });

describe('what is wrong with the form of a recipe', () => {
  it('names the rules that there are', () => {
    expect(problem(check({ rule: 'nope' }))).toMatch(
      /^\/checks\/0\/rule is none that there is; there are .*not-null.*custom-sql/,
    );
  });

  it('says how many and how large in plain words', () => {
    expect(problem(check({ rule: 'in-set', column: 'a', values: [] }))).toBe(
      '/checks/0/values must have at least 1 item.',
    );
    expect(problem(check({ rule: 'matches', column: 'a', pattern: '' }))).toBe(
      '/checks/0/pattern must have at least 1 character.',
    );
    expect(problem(check({ rule: 'not-null', column: 'a', atLeast: 1.5 }))).toBe(
      '/checks/0/atLeast must have a value of at most 1.',
    );
    const within = { n: -1, unit: 'days' };
    expect(problem(check({ rule: 'freshness', column: 'a', within }))).toBe(
      '/checks/0/within/n must have a value above 0.',
    );
  });

  it('says what a name is', () => {
    const source = { uri: 'a.csv', format: 'csv' };
    expect(problem({ sources: { main: source, 'u {x}': source } })).toBe(
      '/sources/u {x} names something by what is no name: letters, digits and _ are, a digit not first.',
    );
  });
});
