import { readSource } from '../../core/sql/readSource.ts';
import { joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { LocalSource } from '../../shared/contracts/engine.ts';
import type { OpenedSource } from '../../shared/source.ts';

/** A SELECT of a Parquet source's rows with the hidden columns that say which row of which file each is. */
export function parquetIdentity(
  { base }: LocalSource,
  { options, schema, hive }: OpenedSource,
  files: readonly string[],
): Sql {
  return readSource({
    ...{ format: 'parquet', options, schema, hive, identity: true },
    files: sql`[${joinSql(files.map(lit))}]`,
    base: lit(base),
  });
}
