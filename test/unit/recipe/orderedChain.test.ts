import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { compileRecipe, startRelation } from '../../../src/core/recipe/compile.ts';
import { orderedChain } from '../../../src/core/recipe/orderedChain.ts';
import { rowsRelation } from '../../../src/core/recipe/rowsRelation.ts';
import { validateRecipe } from '../../../src/core/recipe/validate.ts';
import type { Json } from '../../../src/shared/json.ts';
import { sql } from '../../../src/core/sql/sql.ts';
import type { Sql } from '../../../src/core/sql/sql.ts';

const noParam = (): Sql => sql`NULL`;
const rows = sql`FROM (VALUES ('b', 3, 0), ('a', 1, 1), ('a', 2, 2), ('b', 3, 3)) t(name, n, place)`;

/** The rows of a view of the last step, and those of a run. */
async function shownAndRun(
  ops: readonly (readonly [string, Json])[],
): Promise<{ shown: Json; run: Json }> {
  const { flow, problems } = validateRecipe({
    sluice: 1,
    name: 'test',
    parameters: [],
    sources: {
      main: {
        uri: 'a.parquet',
        format: 'parquet',
        options: {},
        schema: [
          { name: 'name', type: 'text' },
          { name: 'n', type: 'int32' },
        ],
      },
    },
    steps: ops.map(([op, params], at) => ({
      id: `s${String(at)}`,
      op,
      version: 1,
      params,
      enabled: true,
      note: '',
    })),
    fitted: {},
    checks: [],
    outputs: [],
  });
  expect(problems).toEqual([]);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const identity = sql`'a.parquet' AS __sluice_file, place::BIGINT AS __sluice_row`;
  await connection.run(
    sql`CREATE VIEW ${rowsRelation('main')} AS SELECT name, n, ${identity} ${rows}`,
  );
  const hidden = flow.identity ? sql`, ${identity}` : sql``;
  await connection.run(sql`CREATE VIEW ${startRelation} AS SELECT name, n${hidden} ${rows}`);
  const chain = orderedChain(flow, noParam, ops.length, {
    mainHasIdentity: flow.identity,
    wantIdentity: false,
  });
  // The identity may stand behind the columns that are shown.
  const read = async (query: Sql): Promise<Json> =>
    // SAFETY: the cells of node-api's JSON rows are JSON.
    ((await connection.runAndReadAll(query)).getRowsJson() as Json[][]).map((row) =>
      row.slice(0, flow.schema.length),
    );
  const answer = { shown: await read(chain.sql), run: await read(compileRecipe(flow, noParam)) };
  instance.closeSync();
  return answer;
}

const first = { columns: ['name'], keep: 'first' };

describe('a view of rows that a step chose', () => {
  it('has them in the order of the source, whatever sort stood above', async () => {
    const { shown } = await shownAndRun([
      ['sort-rows', { by: [{ column: 'n', descending: false, nulls: 'last' }] }],
      ['drop-duplicates', first],
    ]);
    expect(shown).toEqual([
      ['b', 3],
      ['a', 1],
    ]);
  });

  it('has those that a run has, where the rows are numbered but are none of the source', async () => {
    const { shown, run } = await shownAndRun([
      ['group-aggregate', { by: ['name', 'n'], aggregates: [{ function: 'count', as: 'm' }] }],
      ['drop-duplicates', first],
      ['sort-rows', { by: [{ column: 'name', descending: false, nulls: 'last' }] }],
    ]);
    expect(shown).toEqual([
      ['a', 1, '1'],
      ['b', 3, '2'],
    ]);
    expect(run).toEqual(shown);
  });

  it('takes distinct rows though they are numbered', async () => {
    const { shown, run } = await shownAndRun([
      ['group-aggregate', { by: ['name', 'n'], aggregates: [{ function: 'count', as: 'm' }] }],
      ['select-columns', { columns: ['name'] }],
      ['drop-duplicates', { columns: ['name'], keep: 'last' }],
      ['limit-rows', { rows: 1, from: 'end', skip: 0, by: [] }],
    ]);
    expect(shown).toEqual([['b']]);
    expect(run).toEqual(shown);
  });
});
