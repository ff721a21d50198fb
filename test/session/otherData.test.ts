import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { requireRecipe } from '../../src/core/recipe/document.ts';
import type { Json } from '../../src/shared/json.ts';
import { far, recipeOf, step, useTrips } from './trips.ts';
import type { TestStep } from './trips.ts';

const { folder, opened } = useTrips();
const encode: TestStep = {
  ...{ id: 'encode', op: 'one-hot-encode', params: { columns: ['city'] } },
};
const scale: TestStep = {
  ...{ id: 'scale', op: 'scale-numbers', params: { columns: ['km'], method: 'min-max' } },
};

beforeAll(() => {
  writeFileSync(
    join(folder, 'july.csv'),
    'ID,KM,town,age,note\n10,5,ROM,30,a\n11,9,LIM,,b\n12,-3,LIM,1,c\n13,2,PAR,old,d\n',
  );
  writeFileSync(
    join(folder, 'later.csv'),
    'id,km,city,age\n1,10,ROM,25\n2,-2,LIM,60\n3,,LIM,\n4,7,PAR,20\n5,0,,35\n',
  );
});
const july = { source: 'main', uri: 'july.csv' };

describe('other data beside a recipe', () => {
  it('are told before anything is changed, under the mapping that is suggested', async () => {
    const document = await opened([far, encode]);
    const { text } = document;
    const found = await document.call('otherDrift', july);
    expect(found.mapping).toEqual({ id: 'ID', km: 'KM' });
    expect(found.unmapped.missing.map(({ name }) => name)).toEqual(['id', 'km', 'city']);
    expect(found.unmapped.extra.map(({ name }) => name)).toEqual(['ID', 'KM', 'town', 'note']);
    expect(found.drift).toMatchObject({
      missing: [{ name: 'city', uses: [{ kind: 'step', id: 'encode' }], candidates: [] }],
      extra: [{ name: 'town' }, { name: 'note' }],
      retyped: [
        { name: 'age', column: 'age', from: 'int64', to: 'text', uses: [], castable: true },
      ],
      problems: [{ step: 'encode', path: '/steps/1/params/columns/0' }],
    });
    expect([document.text, document.edits]).toEqual([text, []]);
  });

  it('have their values counted among the rows that reach a step', async () => {
    const document = await opened([far, encode, scale]);
    // Of the five trips three go further than 0 km: 5, 7 and 2, twice to Rome.
    await document.call('learn', {});
    const choice = { ...july, mapping: { id: 'ID', km: 'KM', city: 'town' }, casts: [] };
    expect(await document.call('otherValues', choice)).toEqual({
      unseen: [
        {
          ...{ step: 'encode', column: 'city', rows: 2, of: 3, distinct: 2, become: 'zeros' },
          examples: [
            { value: 'LIM', rows: 1 },
            { value: 'PAR', rows: 1 },
          ],
        },
      ],
      outside: [
        {
          ...{ step: 'scale', column: 'km', rows: 1, of: 3, become: 'beyond' },
          ...{ learned: { from: 2, to: 7 }, found: { from: 2, to: 9 } },
        },
      ],
      failed: [],
    });
    const { drift } = await document.call('otherDrift', choice);
    expect([drift.problems, drift.stale]).toEqual([[], ['encode', 'scale']]);
  });

  it('become the source by one edit, which can be undone', async () => {
    const document = await opened([far, encode]);
    await document.call('learn', {});
    const before = document.text;
    document.edits.length = 0;
    const choice = { ...july, mapping: { id: 'ID', km: 'KM', city: 'town' }, casts: ['age'] };
    await document.call('applyOther', choice);
    expect(document.edits).toHaveLength(1);
    const after = requireRecipe(document.text);
    expect(after.sources['main']).toMatchObject({
      ...{ uri: 'july.csv', format: 'csv' },
      schema: [
        { name: 'ID', type: 'int64' },
        { name: 'KM', type: 'int64' },
        { name: 'town', type: 'text' },
        { name: 'age', type: 'text' },
        { name: 'note', type: 'text' },
      ],
    });
    expect(after.steps.map(({ op, params }) => [op, params])).toEqual([
      [
        'rename-columns',
        {
          names: [
            { from: 'ID', to: 'id' },
            { from: 'KM', to: 'km' },
            { from: 'town', to: 'city' },
          ],
        },
      ],
      ['change-type', { columns: ['age'], to: 'int64', onError: 'null' }],
      ['filter-rows', far.params],
      ['one-hot-encode', expect.anything()],
    ]);
    // The learned values stay as they were, and are stale.
    expect(after.fitted).toEqual(requireRecipe(before).fitted);
    expect(step(document, 'encode').fit).toBe('stale');
    expect(recipeOf(document).problems).toEqual([]);
    expect(await document.rows({}, { columns: ['id', 'age', 'city_ROM'] })).toEqual([
      ['10', '30', 1],
      ['11', null, 0],
      ['13', null, 0],
    ]);
    const undone = document.undo.at(-1) ?? '';
    expect(undone).toBe(before);
    document.type(undone);
    await document.until(({ recipe }) => recipe?.steps.length === 2);
    expect(step(document, 'encode').fit).toBe('fitted');
  });

  it('are refused in a sentence where they are not there, and the recipe stays', async () => {
    const document = await opened([far]);
    const { text } = document;
    const gone = { source: 'main', uri: 'gone.csv' };
    await expect(document.call('otherDrift', gone)).rejects.toMatchObject({ code: 'not-found' });
    const choice = { ...july, mapping: { km: 'miles' }, casts: [] };
    await expect(document.call('applyOther', choice)).rejects.toMatchObject({
      ...{ code: 'usage', message: 'The other data have no column “miles”.' },
    });
    expect(document.text).toBe(text);
  });

  it('are looked at step by step, also where one of them would stop the run', async () => {
    const strict = { ...encode, params: { columns: ['city'], unseen: 'error' } };
    const document = await opened([strict, scale]);
    await document.call('learn', {});
    const choice = { source: 'main', uri: 'later.csv', mapping: {}, casts: [] };
    const found = await document.call('otherValues', choice);
    expect(found).toMatchObject({
      unseen: [{ step: 'encode', rows: 3, become: 'error' }],
      outside: [],
      failed: [{ step: 'scale' }],
    });
    expect(found.failed[0]?.message).toContain('city holds a value that was not seen');
  });

  it('can stand for another source than main, as they are', async () => {
    const document = await opened([far]);
    writeFileSync(join(folder, 'places.csv'), 'Code,name\nLIM,Lima\n');
    const found = await document.call('otherDrift', { source: 'cities', uri: 'places.csv' });
    expect(found.mapping).toEqual({});
    expect(found.drift.missing).toMatchObject([{ name: 'code', suggested: 'Code', uses: [] }]);
  });

  it('end when they are no longer wanted', async () => {
    const document = await opened([encode]);
    await document.call('learn', {});
    const controller = new AbortController();
    controller.abort();
    const choice = { source: 'main', uri: 'later.csv', mapping: {}, casts: [] };
    await expect(
      document.call('otherValues', choice, { signal: controller.signal }),
    ).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('what a step knows of the values that it learned', () => {
  const cities = { rows: 3, of: 5, distinct: 2 };
  const km = { of: 5, found: { from: -2, to: 10 } };
  const cases: readonly (readonly [string, Json, readonly object[], readonly object[]])[] = [
    [
      'one-hot-encode',
      { columns: ['city'], unseen: 'other' },
      [{ ...cities, become: 'other' }],
      [],
    ],
    ['ordinal-encode', { columns: ['city'] }, [{ ...cities, become: 'missing' }], []],
    ['frequency-encode', { columns: ['city'] }, [{ ...cities, become: 'zero' }], []],
    [
      'group-rare',
      { columns: ['city'], keep: 'count', count: 2, unseen: 'keep' },
      [{ ...cities, become: 'keep' }],
      [],
    ],
    // Here new cities go the way of rare ones, which were not kept.
    ['group-rare', { columns: ['city'], keep: 'count', count: 2 }, [], []],
    ['pivot', { by: [], column: 'city' }, [{ ...cities, become: 'left-out' }], []],
    ['transpose', { header: 'city', columns: ['km'] }, [{ ...cities, become: 'left-out' }], []],
    [
      'bin-numbers',
      { columns: ['km'], bins: 4 },
      [],
      [{ ...km, rows: 2, learned: { from: -1, to: 7 }, become: 'missing' }],
    ],
    [
      'scale-numbers',
      { columns: ['km'], method: 'min-max', clip: true },
      [],
      [{ ...km, rows: 2, learned: { from: -1, to: 7 }, become: 'clipped' }],
    ],
    [
      'scale-numbers',
      { columns: ['km'], method: 'max-abs' },
      [],
      [{ ...km, rows: 1, learned: { from: -7, to: 7 }, become: 'beyond' }],
    ],
    ['scale-numbers', { columns: ['km'], method: 'standard' }, [], []],
    ['fill-missing', { columns: ['age'], with: 'mean' }, [], []],
  ];
  it.each(cases)('%s %j', async (op, params, unseen, outside) => {
    const document = await opened([{ id: 'one', op, params }]);
    await document.call('learn', {});
    const choice = { source: 'main', uri: 'later.csv', mapping: {}, casts: [] };
    expect(await document.call('otherValues', choice)).toMatchObject({
      unseen,
      outside,
      failed: [],
    });
  });
});
