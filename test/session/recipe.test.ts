import { describe, expect, it } from 'vitest';
import {
  cities,
  double,
  far,
  fill,
  join2,
  recipeOf,
  step,
  textOf,
  trips,
  useTrips,
} from './trips.ts';
import type { TestStep } from './trips.ts';
import type { Json } from '../../src/shared/json.ts';

const { opened } = useTrips();

/** The params of a step, to be changed. */
function params({ params }: TestStep): Readonly<Record<string, Json>> {
  // SAFETY: the params of these steps are objects.
  return params as Readonly<Record<string, Json>>;
}

describe('a recipe', () => {
  it('shows its last enabled step, and counts what its steps do to the rows', async () => {
    const document = await opened([far, double, { ...fill, enabled: false }]);
    expect([recipeOf(document).selected, document.state.table?.step]).toEqual(['double', 'double']);
    expect(await document.rows({}, { columns: ['id', 'twice'] })).toEqual([
      ['1', '10'],
      ['3', '14'],
      ['5', '4'],
    ]);
    await document.until((state) => state.recipe?.steps[0]?.rowsChanged !== undefined);
    expect(recipeOf(document).steps).toMatchObject([
      { title: 'Filter rows', detail: 'km > 0', rowsChanged: -2, columnsAdded: 0, fit: 'none' },
      { detail: 'twice = km * 2', rowsChanged: undefined, columnsAdded: 1, columnsRemoved: 0 },
      { enabled: false, rowsChanged: undefined },
    ]);
    expect(recipeOf(document).problems).toEqual([]);
    expect(recipeOf(document).columns.map(({ name }) => name)).toEqual([
      ...['id', 'km', 'city', 'age', 'twice'],
    ]);
  });

  it('shows the table after any step, and before all of them', async () => {
    const document = await opened([far, double]);
    const first = document.state.table?.key ?? '';
    const state = await document.call('select', { step: null });
    expect([state.recipe?.selected, state.table?.step]).toEqual([null, null]);
    expect(state.table?.key).not.toBe(first);
    expect(await document.rows({}, { columns: ['id'] })).toHaveLength(5);
    await document.call('select', { step: 'far' });
    expect(document.state.table?.step).toBe('far');
    const back = await document.call('select', { step: 'double' });
    expect(back.table?.key).toBe(first);
    await expect(document.call('select', { step: 'gone' })).rejects.toMatchObject({
      code: 'usage',
    });
  });

  it('a broken step is marked, the table before it is shown, later steps are checked', async () => {
    const broken = { ...double, params: { column: 'twice', expression: 'miles * 2' } };
    const unknown = { id: 'odd', op: 'from-the-future', params: { a: [1] } };
    const late = { ...fill, id: 'late', params: { columns: ['nope'], with: 'mean' } };
    const document = await opened([far, broken, unknown, late]);
    expect(step(document, 'double').problem).toMatchObject({
      step: 'double',
      path: '/steps/1/params/expression',
      code: 'bad-expression',
    });
    expect(step(document, 'odd')).toMatchObject({
      title: 'from-the-future',
      problem: { path: '/steps/2/params' },
    });
    expect(step(document, 'late').problem?.path).toBe('/steps/3/params/columns/0');
    await document.call('select', { step: 'double' });
    expect([recipeOf(document).selected, document.state.table?.step]).toEqual(['double', 'far']);
    expect(await document.rows({}, { columns: ['id'] })).toEqual([['1'], ['3'], ['5']]);
  });

  it('a disabled step that is selected shows the enabled one before it', async () => {
    const document = await opened([far, { ...double, enabled: false }]);
    await document.call('select', { step: 'double' });
    expect(document.state.table).toMatchObject({ step: 'far' });
    expect(document.state.table?.schema).toHaveLength(4);
  });

  it('text that cannot be read is told with its place, and the table stays', async () => {
    const text = textOf([far]);
    const document = await opened([far]);
    const { table } = document.state;
    const broken = text.replace('"steps": [', '"steps": [ oops');
    document.type(broken);
    const state = await document.until((one) => one.textProblem !== undefined);
    const line = broken.split('\n').findIndex((one) => one.includes('oops')) + 1;
    expect(state.textProblem).toMatchObject({ line, column: 14 });
    expect(state.textProblem?.lines.map(({ number }) => number)).toEqual([
      ...[-3, -2, -1, 0, 1, 2, 3].map((by) => line + by),
    ]);
    expect(state.textProblem?.lines[3]?.text).toContain('oops');
    expect([state.recipe, state.table]).toEqual([undefined, table]);
    expect(await document.rows({}, { columns: ['id'] })).toHaveLength(3);
    const preview = document.call('preview', {
      edit: { kind: 'delete-step', id: 'far' },
    });
    await expect(preview).rejects.toMatchObject({ code: 'bad-recipe' });
    document.type(text.replace('"sluice": 1', '"sluice": 2'));
    await document.until((one) => one.textProblem?.line === 2);
    document.type(text);
    const mended = await document.until((one) => one.recipe !== undefined);
    expect([mended.textProblem, mended.table]).toEqual([undefined, table]);
  });

  it('keeps its selection through changes of the text, else goes to the step above', async () => {
    const document = await opened([far, double, fill], {});
    await document.call('select', { step: 'double' });
    document.type(textOf([far, { ...double, enabled: false }, fill]));
    await document.until((state) => state.recipe?.steps[1]?.enabled === false);
    expect(recipeOf(document).selected).toBe('double');
    document.type(textOf([far, fill]));
    await document.until((state) => state.recipe?.steps.length === 2);
    expect(recipeOf(document).selected).toBe('far');
    document.type(textOf([fill]));
    await document.until((state) => state.recipe?.steps.length === 1);
    expect(recipeOf(document).selected).toBeNull();
  });

  it('opens its sources anew only when they differ', async () => {
    const document = await opened([far]);
    const opens = (): number =>
      document.activities.flat().filter(({ what }) => what === 'Opening').length;
    const { source } = document.state;
    document.type(textOf([far, double], { name: 'other', fitted: {} }));
    await document.until((state) => state.recipe?.steps.length === 2);
    expect([document.state.source, opens()]).toEqual([source, 0]);
    const other = { ...trips, uri: 'cities.csv', schema: cities.schema };
    document.type(textOf([], { sources: { main: other } }));
    const state = await document.until((one) => one.source?.uri === 'cities.csv');
    expect(state.table?.schema.map(({ name }) => name)).toEqual(['code', 'name']);
    const gone = { ...trips, uri: 'gone.csv' };
    document.type(textOf([], { sources: { main: gone } }));
    const lost = await document.until((one) => one.problem !== undefined);
    expect(lost.problem).toMatchObject({ code: 'not-found' });
    expect(lost.table).toEqual(state.table);
    expect(lost.recipe?.columns).toHaveLength(4);
  });

  it('a second source that does not open is one problem, the rest works', async () => {
    const gone = { ...cities, uri: 'gone.csv' };
    const document = await opened([far], { sources: { main: trips, cities: gone } });
    expect(recipeOf(document).problems).toMatchObject([
      { path: '/sources/cities', code: 'not-found' },
    ]);
    expect(await document.rows({}, { columns: ['id'] })).toHaveLength(3);
  });

  it('a join keeps the order of the left rows, on every page and for any columns', async () => {
    const document = await opened([join2]);
    const expected = [
      ['1', 'Roma'],
      ['1', 'Rome'],
      ['2', 'Oslo'],
      ['3', 'Roma'],
      ['3', 'Rome'],
      ['4', null],
      ['5', null],
    ];
    expect(await document.rows({}, { columns: ['id', 'name'] })).toEqual(expected);
    const rest = await document.rows({}, { columns: ['name'], offset: 3, limit: 2 });
    expect(rest).toEqual([['Roma'], ['Rome']]);
    const sort = [{ column: 'city', descending: false }];
    const rows = await document.rows({ sort }, { columns: ['id', 'name'] });
    expect(rows.map(([id]) => id)).toEqual(['4', '2', '1', '1', '3', '3', '5']);
  });

  it('two joins, a group and a sort in a row have one order for every page', async () => {
    const again = { ...join2, id: 'again', params: { ...params(join2), suffix: '_2' } };
    const group = {
      id: 'group',
      op: 'group-aggregate',
      params: { by: ['city'], aggregates: [{ function: 'count', as: 'n' }] },
    };
    const sort = { id: 'sort', op: 'sort-rows', params: { by: [{ column: 'n' }] } };
    const document = await opened([join2, again, group, sort]);
    await document.call('select', { step: 'again' });
    const names = { columns: ['id', 'name', 'name_2'] };
    const rows = await document.rows({}, names);
    expect(rows).toEqual([
      ...[
        ['1', 'Roma', 'Roma'],
        ['1', 'Roma', 'Rome'],
        ['1', 'Rome', 'Roma'],
        ['1', 'Rome', 'Rome'],
      ],
      ['2', 'Oslo', 'Oslo'],
      ...[
        ['3', 'Roma', 'Roma'],
        ['3', 'Roma', 'Rome'],
        ['3', 'Rome', 'Roma'],
        ['3', 'Rome', 'Rome'],
      ],
      ...[
        ['4', null, null],
        ['5', null, null],
      ],
    ]);
    expect(await document.rows({}, { columns: ['name_2'], offset: 4, limit: 2 })).toEqual([
      ...[['Oslo'], ['Roma']],
    ]);
    await document.call('select', { step: 'group' });
    const groups = [
      ...[
        ['BRN', '1'],
        ['OSL', '1'],
        ['ROM', '8'],
        [null, '1'],
      ],
    ];
    expect(await document.rows()).toEqual(groups);
    await document.call('select', { step: 'sort' });
    expect(await document.rows()).toEqual([
      ...[
        ['BRN', '1'],
        ['OSL', '1'],
        [null, '1'],
        ['ROM', '8'],
      ],
    ]);
    expect(await document.rows({}, { columns: ['city'], offset: 2, limit: 1 })).toEqual([[null]]);
  });

  it('a split without a key takes the rows’ own identity', async () => {
    const split = {
      id: 'split',
      op: 'split-dataset',
      params: { parts: { train: 0.5, test: 0.5 }, seed: 3 },
    };
    const document = await opened([far, split, { ...double, id: 'after' }]);
    expect(recipeOf(document).parts).toEqual(['train', 'test']);
    // md5("3|trips.csv:" + row), by Python's hashlib: 0.054, 0.734, 0.142 for the rows 0, 2, 4.
    expect(await document.rows({}, { columns: ['id', 'part'] })).toEqual([
      ['1', 'train'],
      ['3', 'test'],
      ['5', 'train'],
    ]);
  });

  it('with a source that has no columns yet finds them', async () => {
    const { schema: _schema, ...bare } = trips;
    const document = await opened([far], { sources: { main: bare } });
    expect(recipeOf(document).recipe.sources['main']?.schema).toEqual(trips.schema);
    expect(recipeOf(document).problems).toEqual([]);
  });
});
