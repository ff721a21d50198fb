import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/shared/json.ts';
import { requireRecipe } from '../../src/core/recipe/document.ts';
import { prefixOf } from '../../src/core/recipe/prefix.ts';
import { temporaryFolder } from '../engine/startEngine.ts';
import { noView } from './openSession.ts';
import { double, far, fill, recipeOf, step, textOf, trips, useTrips } from './trips.ts';

const { edit, opened } = useTrips();

const add = (op: string, params: Json, at = 99) => ({ kind: 'add-step', at, op, params }) as const;

describe('a preview', () => {
  it('of a filter counts the rows that go, and shows them', async () => {
    const document = await opened([double]);
    const keep = { where: { column: 'city', is: 'is-not-null' } };
    const state = await document.call('preview', { edit: add('filter-rows', keep) });
    const { table } = state;
    expect(table?.preview).toMatchObject({
      ...{ step: 'b2', added: [], removed: [], changed: [], aligned: false },
      canShowRemoved: true,
    });
    expect(table?.step).toBe('b2');
    const counted = await document.until((one) => one.table?.preview?.rows !== undefined);
    expect(counted.table?.preview?.rows).toEqual({ before: 5, after: 4 });
    expect(counted.table?.key).toBe(table?.key);
    expect(await document.rows({}, { columns: ['id'] })).toHaveLength(4);
    expect(await document.rows({}, { columns: ['id'], side: 'before' })).toHaveLength(5);
    expect(await document.rows({}, { columns: ['id', 'twice'], side: 'removed' })).toEqual([
      ['5', '4'],
    ]);
    const key = table?.key ?? '';
    const count = { table: { key, view: noView }, side: 'removed' } as const;
    expect(await document.call('count', count)).toEqual({ rows: 1 });
    expect(document.text).toBe(textOf([double]));
    expect(document.edits).toEqual([]);
  });

  it('of a split without a key deals the rows out, though nothing asked for their identity yet', async () => {
    const document = await opened([double]);
    const split = { parts: { train: 0.5, test: 0.5 }, key: [], seed: 7, as: 'part' };
    const state = await document.call('preview', { edit: add('split-dataset', split) });
    expect(state.table?.preview).toMatchObject({ added: ['part'], removed: [] });
    const parts = await document.rows({}, { columns: ['part'] });
    expect(parts).toHaveLength(5);
    expect(parts.every(([part]) => part === 'train' || part === 'test')).toBe(true);
  });

  it('of a formula over a column tells its cells; of a new one, its column', async () => {
    const document = await opened([]);
    const over = add('formula', { column: 'km', expression: 'abs(km)' });
    const first = await document.call('preview', { edit: over });
    expect(first.table?.preview).toMatchObject({
      ...{ added: [], removed: [], changed: ['km'], cells: { count: 1, of: 5 }, aligned: true },
    });
    const typed = add('change-type', { columns: ['km'], to: 'text' });
    const second = await document.call('preview', { edit: typed });
    expect(second.table?.preview).toMatchObject({ changed: ['km'], cells: undefined });
    const named = add('rename-column', { from: 'km', to: 'dist' });
    const third = await document.call('preview', { edit: named });
    expect(third.table?.preview).toMatchObject({
      ...{ added: ['dist'], removed: ['km'], changed: [], cells: { count: 0, of: 5 } },
    });
  });

  it('learns in memory, and applying writes what was learned as one change', async () => {
    const document = await opened([far]);
    const median = add('fill-missing', { columns: ['age'], with: 'median' });
    const state = await document.call('preview', { edit: median });
    expect(state.recipe?.steps).toHaveLength(1);
    expect(state.table?.preview).toMatchObject({ step: 'b2', changed: [] });
    const before = document.text;
    const applied = await document.call('apply', { edit: median });
    expect(document.edits).toHaveLength(1);
    expect(applied.table).toMatchObject({ step: 'b2', preview: undefined });
    expect(applied.recipe).toMatchObject({ selected: 'b2' });
    expect(applied.recipe?.steps[1]).toMatchObject({
      ...{ id: 'b2', fit: 'fitted', learnedOn: 'all', detail: 'age ← median 30' },
    });
    const recipe = requireRecipe(document.text);
    expect(recipe.fitted['b2']?.values).toEqual({ age: 30 });
    expect(recipe.fitted['b2']?.prefix).toBe(prefixOf(recipe, 'b2'));
    const [undone = ''] = document.undo;
    expect(undone).toBe(before);
    document.type(undone);
    await document.until((one) => one.recipe?.steps.length === 1);
    expect(recipeOf(document).selected).toBe('far');
  });

  it('that cannot be is one sentence with its place, and the table stays', async () => {
    const document = await opened([far]);
    const { table } = document.state;
    const bad = add('fill-missing', { columns: ['km', 'nope'], with: 'median' });
    await expect(document.call('preview', { edit: bad })).rejects.toMatchObject({
      code: 'bad-recipe',
      path: ['columns', 1],
    });
    await expect(document.call('apply', { edit: bad })).rejects.toMatchObject({
      path: ['columns', 1],
    });
    expect(document.state.table).toEqual(table);
    expect(document.edits).toEqual([]);
  });

  it('that fails leaves the one that is shown as it is, with its figures', async () => {
    const document = await opened([far]);
    const good = add('filter-rows', { where: { column: 'km', is: 'less', value: 6 } });
    const shown = await document.call('preview', { edit: good });
    const bad = add('filter-rows', { where: { column: 'nope', is: 'is-null' } });
    await expect(document.call('preview', { edit: bad })).rejects.toMatchObject({
      path: ['where', 'column'],
    });
    const counted = await document.until((one) => one.table?.preview?.rows !== undefined);
    expect(counted.table?.key).toBe(shown.table?.key);
    expect(counted.table?.preview?.rows).toEqual({ before: 3, after: 2 });
  });

  it('of other params of a step shows that step before and after', async () => {
    const document = await opened([far, double]);
    const state = await document.call('preview', {
      edit: {
        kind: 'set-params',
        id: 'far',
        params: { where: { column: 'km', is: 'greater', value: 4 } },
      },
    });
    expect(state.table).toMatchObject({ step: 'far', preview: { step: 'far' } });
    expect(await document.rows({}, { columns: ['id'] })).toEqual([['1'], ['3']]);
    expect(await document.rows({}, { columns: ['id'], side: 'removed' })).toEqual([
      ...[['2'], ['4'], ['5']],
    ]);
  });

  it.each([
    ['delete-step', { kind: 'delete-step', id: 'far' } as const, 5],
    ['set-enabled', { kind: 'set-enabled', id: 'far', enabled: false } as const, 5],
    ['move-step', { kind: 'move-step', id: 'far', to: 1 } as const, 3],
  ])('of %s shows the last table', async (_kind, change, rows) => {
    const document = await opened([far, double]);
    const state = await document.call('preview', { edit: change });
    expect(state.table?.preview).toMatchObject({ step: 'far', canShowRemoved: false });
    expect(await document.rows({}, { columns: ['id', 'twice'] })).toHaveLength(rows);
  });

  it('is dropped by another selection, a newer text, and by discarding', async () => {
    const document = await opened([far, double]);
    const change = add('formula', { column: 'x', expression: '1' });
    for (const end of [
      () => document.call('select', { step: 'far' }),
      () => document.call('discard', {}),
      async () => {
        document.type(textOf([far, double], { name: `n${String(Math.random())}` }));
        return document.until((state) => state.table?.preview === undefined);
      },
    ]) {
      expect((await document.call('preview', { edit: change })).table?.preview).toBeDefined();
      expect((await end()).table?.preview).toBeUndefined();
    }
  });

  it('of a step below one that has learned nothing says so', async () => {
    const document = await opened([fill]);
    expect(step(document, 'fill').fit).toBe('missing');
    expect(document.state.table?.step).toBeNull();
    const change = add('formula', { column: 'x', expression: '1' });
    await expect(document.call('preview', { edit: change })).rejects.toMatchObject({
      code: 'stale',
      hint: 'Learn them first.',
    });
  });
});

describe('changes', () => {
  it('of a column’s name early is followed by later steps, checks and labels, as one edit', async () => {
    const checks = [{ rule: 'not-null', column: 'city', severity: 'warn' }];
    const outputs = [{ name: 'o', format: 'csv', uri: 'o/', options: { label: 'twice' } }];
    const params = { columns: ['city'], to: 'upper' };
    const upper = { id: 'up', op: 'change-case', params };
    const document = await opened([double, upper], { checks, outputs });
    const renaming = add('rename-column', { from: 'city', to: 'town' }, 0);
    const state = await document.call('preview', { edit: renaming });
    expect(state.table?.preview).toMatchObject({ added: ['town'], removed: ['city'] });
    await document.call('apply', { edit: renaming });
    expect(document.undo).toHaveLength(1);
    const recipe = requireRecipe(document.text);
    expect(recipe.steps.map(({ params }) => params)).toEqual([
      { from: 'city', to: 'town' },
      double.params,
      { columns: ['town'], to: 'upper' },
    ]);
    expect(recipe.checks).toEqual([{ rule: 'not-null', column: 'town', severity: 'warn' }]);
    expect(document.state.recipe?.steps.every(({ problem }) => problem === undefined)).toBe(true);
    const id = recipe.steps[1]?.id ?? '';
    const doubled = { column: 'doubled', expression: 'km * 2' };
    await document.call('apply', { edit: { kind: 'set-params', id, params: doubled } });
    expect(requireRecipe(document.text).outputs[0]?.options).toEqual({ label: 'doubled' });
    expect(document.undo).toHaveLength(2);
  });

  it('that come at once are made one after the other, each an edit of its own', async () => {
    const document = await opened([far]);
    const change = (column: string) => add('formula', { column, expression: '1' });
    await Promise.all(['x', 'y', 'z'].map((one) => document.call('apply', { edit: change(one) })));
    expect(requireRecipe(document.text).steps.map(({ id }) => id)).toEqual([
      ...['far', 'b2', 'c3', 'd4'],
    ]);
    expect([document.edits.length, recipeOf(document).selected]).toEqual([3, 'd4']);
    for (const text of [...document.undo].reverse()) document.type(text);
    await document.until((state) => state.recipe?.steps.length === 1);
    expect(document.text).toBe(textOf([far]));
  });

  it('to params that learn nothing leave no learned values behind', async () => {
    const document = await opened([fill]);
    await document.call('learn', {});
    expect(Object.keys(requireRecipe(document.text).fitted)).toEqual(['fill']);
    const params = { columns: ['age'], with: 'constant', value: 1 };
    await document.call('apply', { edit: { kind: 'set-params', id: 'fill', params } });
    expect(requireRecipe(document.text).fitted).toEqual({});
    expect(step(document, 'fill')).toMatchObject({ fit: 'none', detail: 'age ← 1' });
  });

  it('write values that are too large for the text to a file beside it', async () => {
    const folder = temporaryFolder();
    const document = edit(textOf([]), { fittedFolder: folder.path });
    await document.open();
    // The learned categories are long; a recipe's text holds 64 KB of them at most.
    const long = add('formula', { column: 'city', expression: `rpad(city, 40000, 'x')` });
    await document.call('apply', { edit: long });
    await document.call('apply', { edit: add('one-hot-encode', { columns: ['city'] }) });
    const [file = ''] = readdirSync(folder.path);
    expect(file).toMatch(/^[0-9a-f]{64}\.fitted\.json$/);
    expect(requireRecipe(document.text).fitted['b2']).toMatchObject({ file });
    expect(requireRecipe(document.text).fitted['b2']?.values).toBeUndefined();
    folder.remove();
  });
});

describe('learning', () => {
  it('writes missing and stale values as one change, and tells which', async () => {
    const document = await opened([far, fill, { ...fill, id: 'again' }]);
    expect(await document.call('learn', {})).toEqual({ learned: ['fill', 'again'] });
    expect(document.edits).toHaveLength(1);
    expect(recipeOf(document).steps.map(({ fit }) => fit)).toEqual(['none', 'fitted', 'fitted']);
    expect(await document.call('learn', {})).toEqual({ learned: [] });
    expect(document.edits).toHaveLength(1);
    document.type(document.text.replace('"value": 0', '"value": 1'));
    await document.until((state) => state.recipe?.steps[1]?.fit === 'stale');
    expect(await document.call('learn', { step: 'fill' })).toEqual({ learned: ['fill'] });
    expect(recipeOf(document).steps.map(({ fit }) => fit)).toEqual(['none', 'fitted', 'stale']);
  });

  it('over a source without columns writes these too, so that the values belong', async () => {
    const { schema: _schema, ...bare } = trips;
    const document = await opened([fill], { sources: { main: bare } });
    await document.call('learn', {});
    const recipe = requireRecipe(document.text);
    expect(recipe.sources['main']?.schema).toEqual(trips.schema);
    expect(recipe.fitted['fill']?.prefix).toBe(prefixOf(recipe, 'fill'));
    expect(step(document, 'fill').fit).toBe('fitted');
  });

  it('from the training part of a split is told', async () => {
    const split = {
      id: 'split',
      op: 'split-dataset',
      params: { parts: { train: 0.5, test: 0.5 }, key: ['id'], seed: 1 },
    };
    const document = await opened([split, fill]);
    await document.call('learn', {});
    expect(step(document, 'fill')).toMatchObject({ fit: 'fitted', learnedOn: 'train' });
  });
});

describe('a query of one’s own', () => {
  const query = (text: string) => add('sql-query', { query: text });

  it('learns its columns, which the steps below can use', async () => {
    const document = await opened([double]);
    const best = query('SELECT city, max(km) AS far, sum(km) AS total FROM input GROUP BY city');
    await document.call('apply', { edit: best });
    const recipe = requireRecipe(document.text);
    const id = recipe.steps[1]?.id ?? '';
    expect(recipe.fitted[id]?.values).toEqual({
      columns: [
        ['city', 'VARCHAR'],
        ['far', 'BIGINT'],
        ['total', 'HUGEINT'],
      ],
      learnedFrom: 'sha256:dea163d5d543c4b54b390f54383ae00d2ec162a2ee7d31c617c4bacf8dd7d8df',
    });
    expect(recipe.fitted[id]?.prefix).toBe(prefixOf(recipe, id));
    const top = add('filter-rows', { where: { column: 'total', is: 'greater', value: '0' } });
    await document.call('preview', { edit: top });
    expect(await document.rows({}, { columns: ['total'] })).not.toEqual([]);
  });

  it('must be looked at anew once the columns above it are others', async () => {
    const document = await opened([double]);
    await document.call('apply', { edit: query('SELECT city, twice FROM input') });
    const id = requireRecipe(document.text).steps[1]?.id ?? '';
    // A filter above leaves the columns as they are.
    const wider = { column: 'km', is: 'greater', value: 1 };
    await document.call('apply', { edit: { ...add('filter-rows', { where: wider }), at: 0 } });
    expect(step(document, id)).toMatchObject({ fit: 'stale', problem: undefined });
    document.type(document.text.replace('"twice"', '"thrice"'));
    await document.until((state) => state.recipe?.steps[2]?.problem !== undefined);
    expect(step(document, id)).toMatchObject({ fit: 'stale', problem: { code: 'stale' } });
    await document.call('select', { step: id });
    expect(document.state.table?.step).toBe('double');
    await expect(document.call('learn', { step: id })).rejects.toMatchObject({ code: 'bad-sql' });
    const next = { query: 'SELECT city, thrice FROM input' };
    await document.call('apply', { edit: { kind: 'set-params', id, params: next } });
    expect(step(document, id)).toMatchObject({ fit: 'fitted', problem: undefined });
    expect(document.state.table?.step).toBe(id);
  });

  it.each([
    ['SELECT nope FROM input', 'bad-sql', /^The query cannot be run: .*"nope"/],
    ['SELECT FROM FROM input', 'bad-sql', /^There is no table “from” here\.$/],
    [
      "\n  SELECT 'é🚀',\n  city a b FROM input;",
      'bad-sql',
      /^The query is not valid SQL at line 3, column 10: syntax error at or near "b"\.$/,
    ],
    [
      ' SELECT km km km FROM input',
      'bad-sql',
      /^The query is not valid SQL at line 1, column 15: syntax error at or near "km"\.$/,
    ],
    ['SELECT city AS', 'bad-sql', /^The query is not valid SQL at its end\.$/],
    ["SELECT * FROM 'trips.csv'", 'bad-sql', /^A query reads no files\.$/],
    ['SELECT * FROM cities', 'bad-sql', /^There is no table “cities” here\.$/],
    ['SELECT 1 AS a) AS x, (SELECT 2', 'bad-sql', /closes a bracket/],
  ])('%s is one sentence at the step', async (text, code, message) => {
    const document = await opened([double]);
    const preview = document.call('preview', { edit: query(text) });
    await expect(preview).rejects.toThrow(message);
    await expect(preview).rejects.toMatchObject({ code, path: ['query'] });
  });
});
