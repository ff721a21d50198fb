import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../src/core/sql/sql.ts';
import { readTable } from '../conformance/exampleTables.ts';
import { Bench } from './run/bench.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.open();
});

afterAll(async () => {
  await bench.close();
});

it('reads texts whole, U+FEFF at their beginning too', async () => {
  const select = sql`SELECT chr(65279) || 'x' AS t, [chr(65279)] AS l`;
  expect((await readTable(bench.connection, select)).rows).toEqual([['\ufeffx', '["\ufeff"]']]);
  const learned = await bench.connection.runAndReadAll(select);
  expect(learned.getRowsJson()).toEqual([['\ufeffx', ['\ufeff']]]);
});
