import { existsSync, linkSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { root } from '../../scripts/setup/paths.mjs';
import { tenMillionRows } from '../browser/data/tenMillion.ts';

/** The files of the bench: made once from a seed, kept in `.cache/data`. */
export async function benchData(): Promise<{
  readonly oneMillion: string;
  readonly tenMillion: string;
  readonly hundredMillion: string;
}> {
  const tenMillion = await tenMillionRows();
  const folder = join(root, '.cache', 'data');
  const ten = join(folder, 'ten-times');
  mkdirSync(ten, { recursive: true });
  for (let copy = 0; copy < 10; copy += 1) {
    const path = join(ten, `part-${String(copy)}.parquet`);
    if (!existsSync(path)) linkSync(tenMillion, path);
  }
  const oneMillion = await head(tenMillion, 1_000_000, 'one-million-v1');
  return { oneMillion, tenMillion, hundredMillion: join(ten, '*.parquet') };
}

/** The first five thousand rows, as one of many small objects. */
export async function fiveThousandRows(): Promise<string> {
  return head(await tenMillionRows(), 5000, 'five-thousand-v1');
}

async function head(file: string, rows: number, name: string): Promise<string> {
  const path = join(root, '.cache', 'data', `${name}.parquet`);
  if (existsSync(path)) return path;
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT * FROM read_parquet('${file}') LIMIT ${String(rows)})
     TO '${path}.part' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)`,
  );
  connection.closeSync();
  instance.closeSync();
  renameSync(`${path}.part`, path);
  return path;
}
