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
  const oneMillion = join(folder, 'one-million-v1.parquet');
  if (!existsSync(oneMillion)) {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT * FROM read_parquet('${tenMillion}') LIMIT 1000000)
       TO '${oneMillion}.part' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)`,
    );
    connection.closeSync();
    instance.closeSync();
    renameSync(`${oneMillion}.part`, oneMillion);
  }
  return { oneMillion, tenMillion, hundredMillion: join(ten, '*.parquet') };
}
