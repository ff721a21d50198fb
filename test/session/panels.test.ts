import { describe, expect, it } from 'vitest';
import { requireRecipe } from '../../src/core/recipe/document.ts';
import { cities, double, far, fill, join2, recipeOf, textOf, trips, useTrips } from './trips.ts';

const { edit, opened } = useTrips();

describe('what a form, a panel, a command asks', () => {
  it('a form’s columns are those before the step', async () => {
    const document = await opened([double, far], {
      parameters: [{ name: 'least', type: 'int64', default: 1 }],
    });
    const input = await document.call('stepInput', { at: 1 });
    expect(input.schema.map(({ name }) => name)).toEqual(['id', 'km', 'city', 'age', 'twice']);
    expect(input.parameters).toEqual([{ name: 'least', type: 'int64' }]);
    expect(Object.keys(input.sources)).toEqual(['cities']);
    expect(input.functions?.find(({ name }) => name === 'round')?.signature).toBe(
      'round(value, [digits])',
    );
    expect((await document.call('stepInput', { at: 0 })).schema).toHaveLength(4);
  });

  it('a script goes up to the step', async () => {
    const document = await opened([far, double]);
    const all = await document.call('code', { target: 'pandas' });
    const some = await document.call('code', { target: 'pandas', step: 'far' });
    expect([all.text.includes('twice'), some.text.includes('twice')]).toEqual([true, false]);
    expect(some.text).toContain('km');
    const cell = await document.call('code', {
      ...{ target: 'polars', form: 'cell', frames: { main: 'my_frame' } },
    });
    expect([cell.text.includes('my_frame'), cell.text.includes('argparse')]).toEqual([true, false]);
    document.type(textOf([fill]));
    await document.until((state) => state.recipe?.steps.length === 1);
    const missing = document.call('code', { target: 'duckdb' });
    await expect(missing).rejects.toMatchObject({ code: 'stale' });
  });

  it('checks are run over the final table', async () => {
    const document = await opened([far], {
      checks: [
        { rule: 'not-null', column: 'city', severity: 'error' },
        { rule: 'unique', columns: ['id'], severity: 'warn' },
        { rule: 'row-count', min: 4, severity: 'error' },
      ],
    });
    expect(await document.call('checks', {})).toEqual([
      {
        ...{ title: 'city is never null', severity: 'error', passed: false, found: 1, of: 3 },
        sample: { columns: ['city'], rows: [[null]] },
      },
      { title: 'id is unique', severity: 'warn', passed: true, found: 0, of: 3 },
      {
        ...{ title: 'the number of rows is at least 4', severity: 'error', passed: false },
        ...{ found: 3, of: null },
      },
    ]);
  });

  it('a check that does not fit keeps no other from running; SQL reads the final table only', async () => {
    const query = 'SELECT id FROM result WHERE city IS NULL';
    const document = await opened([far], {
      checks: [
        { rule: 'in-set', column: 'gone', values: ['a'], severity: 'error' },
        { rule: 'custom-sql', query, severity: 'warn' },
      ],
    });
    expect(await document.call('checks', {})).toMatchObject([
      { passed: false, found: null },
      { title: `no rows from ${query}`, passed: false, found: 1, of: 3 },
    ]);
    const other = await opened([far], {
      checks: [{ rule: 'custom-sql', query: 'SELECT * FROM main', severity: 'warn' }],
    });
    await expect(other.call('checks', {})).rejects.toMatchObject({ code: 'bad-sql' });
  });

  it('the form of a check has a variant for each rule', async () => {
    const form = await (await opened([])).call('checkForm', {});
    expect(form).toMatchObject({ title: 'Rule', oneOf: expect.any(Array) as unknown });
  });

  it('the catalogue has every operation, its form and its examples', async () => {
    const operations = await (await opened([])).call('catalogue', {});
    const filter = operations.find(({ id }) => id === 'filter-rows');
    expect(filter).toMatchObject({
      ...{ title: 'Filter rows', category: 'rows', version: 1 },
      params: { properties: { where: { ui: 'condition' } } },
    });
    expect(filter?.examples.length).toBeGreaterThan(0);
  });

  it('help has the options, the examples as tables and the code of every target', async () => {
    const document = await opened([]);
    const help = await document.call('help', { op: 'rename-column' });
    expect(help.options.map(({ path, holds, required }) => [path, holds, required])).toEqual([
      ['from', 'a column', true],
      ['to', 'a name for a column', true],
    ]);
    expect(help.examples[0]?.output.columns[1]).toEqual({ name: 'departure', type: 'text' });
    expect(help.examples[0]?.output.rows).toEqual([
      ['1', '', '1'],
      ['2', null, null],
      ['3', 'ä', '3'],
    ]);
    expect(help.code).toEqual([
      {
        target: 'duckdb',
        code: 'SELECT * RENAME (dep_time AS departure) FROM "input"',
        unsupported: undefined,
      },
      {
        target: 'pandas',
        code: 'df = df.rename(columns={"dep_time": "departure"})',
        unsupported: undefined,
      },
      {
        target: 'polars',
        code: 'df = df.rename({"dep_time": "departure"})',
        unsupported: undefined,
      },
      {
        target: 'pyspark',
        code: 'df = df.withColumnRenamed("dep_time", "departure")',
        unsupported: undefined,
      },
    ]);
    await expect(document.call('help', { op: 'no-such' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('an untrusted workspace shows data and runs nothing', async () => {
    const document = edit(textOf([far]), { trusted: false });
    const state = await document.open();
    expect([state.trusted, (await document.rows()).length]).toEqual([false, 3]);
    for (const id of ['runLocally', 'runOnSagemaker', 'train'] as const) {
      await expect(document.call('command', { id })).rejects.toMatchObject({ code: 'forbidden' });
    }
    await document.call('command', { id: 'openAsText' });
    document.session.setTrusted(true);
    await document.call('command', { id: 'runLocally' });
    expect([document.state.trusted, document.commands]).toEqual([
      true,
      [{ id: 'openAsText' }, { id: 'runLocally' }],
    ]);
  });

  it('a document that refuses an edit keeps its state', async () => {
    const document = await opened([far, double]);
    document.readOnly = true;
    const change = {
      kind: 'add-step',
      at: 2,
      op: 'formula',
      params: { column: 'x', expression: '1' },
    } as const;
    await expect(document.call('apply', { edit: change })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect([recipeOf(document).selected, document.text]).toEqual(['double', textOf([far, double])]);
  });

  it('a new source is written with the columns that it has', async () => {
    const document = await opened([], { sources: { main: trips } });
    const source = { uri: 'cities.csv', format: 'csv', options: {} } as const;
    await document.call('apply', { edit: { kind: 'set-source', name: 'cities', source } });
    const { sources } = requireRecipe(document.text);
    expect(sources['cities']?.schema).toEqual(cities.schema);
    expect(sources['cities']?.options).toMatchObject({ header: true, delimiter: ',' });
    const input = await document.call('stepInput', { at: 0 });
    expect(input.sources['cities']?.map(({ name }) => name)).toEqual(['code', 'name']);
    const join = { kind: 'add-step', at: 0, op: 'join', params: join2.params } as const;
    await document.call('preview', { edit: join });
    expect(await document.rows({}, { columns: ['name'], limit: 1 })).toEqual([['Roma']]);
  });
});
