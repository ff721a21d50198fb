import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRecipe } from '../../../src/core/recipe/document.ts';
import { setFitted } from '../../../src/core/recipe/edit.ts';

const sound = {
  sluice: 1,
  name: 'x',
  parameters: [],
  sources: { main: { uri: 'a.csv', format: 'csv', options: {} } },
  steps: [],
  fitted: {},
  checks: [],
  outputs: [],
};
const problems = (value: unknown): string[] =>
  readRecipe(typeof value === 'string' ? value : JSON.stringify(value)).problems.map(
    (p) => `${p.path}: ${p.message}`,
  );

describe('readRecipe', () => {
  it.each<[string, unknown, RegExp]>([
    ['nothing', '', /not valid JSON: nothing in it at line 1/],
    ['a comment', '{ // no\n}', /not valid JSON: a comment at line 1, column 3/],
    ['a trailing comma', '{"sluice": 1,\n}', /not valid JSON: .* at line 2, column 1/],
    ['cut off', '{"sluice": 1, "name": "x', /not valid JSON/],
    ['a key twice', '{"sluice":1,"sluice":1}', /“sluice” stands twice/],
    ['an unknown key', { ...sound, colour: 1 }, /^\/colour: “colour” is no key of the document/],
    ['another version', { ...sound, sluice: 2 }, /^\/sluice: /],
    ['no main', { ...sound, sources: {} }, /no source “main”/],
    [
      'a format',
      { ...sound, sources: { main: { uri: 'a', format: 'xls' } } },
      /^\/sources\/main\/format: /,
    ],
    [
      'a step twice',
      { ...sound, steps: ['a', 'a'].map((id) => ({ id, op: 'sort-rows', params: {} })) },
      /^\/steps\/1\/id: The step “a” is there twice/,
    ],
    [
      'a bad output name',
      { ...sound, outputs: [{ name: '../x', format: 'csv', uri: '' }] },
      /^\/outputs\/0\/name/,
    ],
  ])('says where %s is wrong', (_title, value, message) => {
    expect(problems(value).join('\n')).toMatch(message);
    expect(problems(value)).not.toHaveLength(0);
  });

  it('keeps a step of an unknown operation as it is', () => {
    const step = {
      id: 'a',
      op: 'from-the-future',
      version: 9,
      params: { x: [1] },
      enabled: true,
      note: 'n',
    };
    expect(readRecipe(JSON.stringify({ ...sound, steps: [step] })).recipe?.steps).toEqual([step]);
  });

  it('reads a byte order mark away', () => {
    expect(problems(`\uFEFF${JSON.stringify(sound)}`)).toEqual([]);
  });
});

describe('setFitted', () => {
  it('changes nothing but the value that it sets', () => {
    const before = readFileSync('scripts/demo/workspace/late.sluice.json', 'utf8');
    const fitted = { values: { a: 1 }, on: 'train', snapshot: 's', prefix: 'p' } as const;
    const after = setFitted(before, 'places', fitted);
    const [head, tail] = before.split('"fitted": {}');
    expect(after.startsWith(`${head ?? ''}"fitted": {`)).toBe(true);
    expect(after.endsWith(tail ?? '?')).toBe(true);
    expect(JSON.parse(after)).toEqual({
      // SAFETY: a recipe's document is an object.
      ...(JSON.parse(before) as object),
      fitted: { places: fitted },
    });
  });
});
