import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { profiledColumn } from '../../src/core/profile/column.ts';
import { distinctTable } from '../../src/core/profile/details/counted.ts';
import { sql } from '../../src/core/sql/sql.ts';
import { groupValues } from '../../src/engine/profile/groupValues.ts';
import { temporaryFolder } from './startEngine.ts';

const folder = temporaryFolder();
const column = profiledColumn({ name: 'word', type: { kind: 'text' } });
const table = sql`grouped`;
const words = sql`words`;

let instance: DuckDBInstance;
beforeAll(async () => {
  const writer = await DuckDBInstance.create(':memory:');
  const path = join(folder.path, 'words.parquet');
  const connection = await writer.connect();
  await connection.run(
    `COPY (SELECT repeat(md5((i % 600000)::VARCHAR), 4) AS word FROM range(1800000) t(i)) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 20480)`,
  );
  connection.closeSync();
  writer.closeSync();
  instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '64MB',
    threads: '2',
    temp_directory: join(folder.path, 'spill'),
  });
  const limited = await instance.connect();
  await limited.run(`CREATE VIEW words AS SELECT * FROM read_parquet('${path}')`);
  limited.closeSync();
});
afterAll(() => {
  instance.closeSync();
  folder.remove();
});

it('groups texts that the memory does not hold at once', async () => {
  const connection = await instance.connect();
  try {
    await expect(connection.run(distinctTable(table, words, column))).rejects.toThrow(
      /Out of Memory/,
    );
    await groupValues(connection, table, words, column);
    const reader = await connection.runAndReadAll(
      'SELECT count(*)::INT, min(n)::INT, max(n)::INT FROM grouped',
    );
    expect(reader.getRows()).toEqual([[600_000, 3, 3]]);
  } finally {
    connection.closeSync();
  }
});
