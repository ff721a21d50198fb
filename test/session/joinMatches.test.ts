import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/shared/json.ts';
import type { RecipeEdit } from '../../src/shared/recipeEdit.ts';
import type { JoinFigures } from '../../src/shared/joinFigures.ts';
import { join2, textOf, useTrips } from './trips.ts';

const { opened } = useTrips();

const paramsOf = (how: string): Json => ({
  with: { source: 'cities' },
  how,
  ...(how === 'cross' ? {} : { on: [['city', 'code']] }),
});
const joinOf = (how: string): RecipeEdit => ({
  ...{ kind: 'add-step', at: 0, op: 'join', params: paramsOf(how) },
});

// Trips go to ROM, OSL, ROM, BRN and nowhere; cities are ROM, OSL and ROM again.
const kinds: readonly (readonly [JoinFigures['how'], number])[] = [
  ['inner', 5],
  ['left', 7],
  ['right', 5],
  ['full', 7],
  ['semi', 3],
  ['anti', 2],
  ['cross', 15],
];

describe('the preview of a join', () => {
  it.each(kinds)('%s tells how rows match, and as many rows as it then has', async (how, rows) => {
    const document = await opened([]);
    await document.call('preview', { edit: joinOf(how) });
    const { table } = await document.until((one) => one.table?.preview?.matches !== undefined);
    const all = how === 'cross';
    expect(table?.preview).toMatchObject({
      rows: { before: 5, after: rows },
      matches: {
        ...{ how, left: 5, right: 3, result: rows, pairs: all ? 15 : 5 },
        ...{ matchedLeft: all ? 5 : 3, leftOnly: all ? 0 : 2, rightOnly: 0 },
        ...{ leftWithoutKey: all ? 0 : 1, mostRight: all ? 3 : 2, repeatedKeys: 1 },
      },
    });
    expect(await document.rows({}, { columns: ['id'] })).toHaveLength(rows);
  });

  it('counts what the steps above leave, and the one of a step that is edited', async () => {
    const near = { column: 'km', is: 'greater', value: 0 };
    const filter = { id: 'near', op: 'filter-rows', params: { where: near } };
    const document = await opened([filter, join2]);
    await document.call('preview', {
      edit: { kind: 'set-params', id: 'names', params: paramsOf('anti') },
    });
    const { table } = await document.until((one) => one.table?.preview?.matches !== undefined);
    expect(table?.preview).toMatchObject({
      rows: { before: 3, after: 1 },
      matches: { left: 3, leftOnly: 1, pairs: 4, result: 1 },
    });
    expect(document.text).toBe(textOf([filter, join2]));
  });

  it('is asked for again by hand; without one there is nothing to count', async () => {
    const document = await opened([]);
    const nothing = await document.call('countMatches', { asked: true });
    expect(nothing.table?.preview).toBeUndefined();
    await document.call('preview', { edit: joinOf('inner') });
    const counted = await document.call('countMatches', { asked: true });
    expect(counted.table?.preview?.matches).toMatchObject({ result: 5 });
  });

  it('is no matter of other steps', async () => {
    const document = await opened([]);
    const where = { column: 'km', is: 'greater', value: 0 };
    const edit = { kind: 'add-step', at: 0, op: 'filter-rows', params: { where } } as const;
    await document.call('preview', { edit });
    const { table } = await document.until((one) => one.table?.preview?.rows !== undefined);
    expect(table?.preview).not.toHaveProperty('matches');
  });
});
