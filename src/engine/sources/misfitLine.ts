import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { isCsvInteger } from '../../core/sql/csvInteger.ts';
import { declaredDialect } from '../../core/sql/csvDialect.ts';
import { ident, joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { duckdbType } from '../../core/sql/types.ts';
import type { LocalSource } from '../../shared/contracts/engine.ts';
import { AppError } from '../../shared/errors.ts';
import { formatType } from '../../shared/formatType.ts';
import type { OpenedSource } from '../../shared/source.ts';

/** How `csvInteger` says that a text does not fit, and how DuckDB says it of too great a number. */
const MISFITS = [
  /“(?<value>[^]*)” in the column “(?<name>.*)” is no int\d+/,
  /Could not convert string '(?<value>.*)' to INT\d+ when casting from source column (?<name>.*)/,
];

/**
 * The error of a value that is no integer of its column, with the line where it stands. A column that
 * was read as text does not tell that, so readers that refuse such values are asked. Undefined for
 * other errors, and where they do not tell either.
 */
export async function misfitLine(
  connection: DuckDBConnection,
  error: AppError,
  sources: readonly (readonly [LocalSource, OpenedSource])[],
): Promise<AppError | undefined> {
  const found = MISFITS.map((form) => form.exec(error.detail ?? '')?.groups).find(Boolean);
  if (!found) return undefined;
  const { value = '', name = '' } = found;
  for (const [{ files }, { format, options, schema, hive }] of sources) {
    const own = schema.filter((column) => !hive.includes(column.name));
    const column = own.find((one) => one.name === name && isCsvInteger(one));
    if (format !== 'csv' || options.byName === true || !column) continue;
    // With another decimal mark `0.5` is no number.
    const readings = [
      { type: duckdbType(column.type), options },
      ...(options.thousands === undefined
        ? [{ type: 'DECIMAL(19,0)', options: { ...options, decimal: ',' } }]
        : []),
    ];
    for (const reading of readings) {
      const pairs = own.map(
        (one) => sql`${lit(one.name)}: ${lit(one === column ? reading.type : 'VARCHAR')}`,
      );
      const dialect = joinSql(declaredDialect(reading.options, own));
      const reader = sql`read_csv([${joinSql(files.map(lit))}], auto_detect = false, columns = {${joinSql(pairs)}}, ${dialect}, hive_partitioning = false)`;
      const words = await refusal(
        connection,
        sql`SELECT count(hash(${ident(name)})) FROM ${reader}`,
      );
      const line = /CSV Error on Line: (\d+)/.exec(words)?.[1];
      if (line === undefined) continue;
      const file = /file = ([^\n]+)/.exec(words)?.[1] ?? files[0] ?? '';
      return new AppError(
        'bad-data',
        `On line ${line} of the CSV, column “${name}”: “${value}” is no ${formatType(column.type)} (${basename(file)}).`,
        {
          hint: 'Correct that line, or declare another type for the column.',
          ...(error.detail === undefined ? {} : { detail: error.detail }),
        },
      );
    }
  }
  return undefined;
}

/** What DuckDB says against a query; empty where it has nothing to say. */
async function refusal(connection: DuckDBConnection, query: Sql): Promise<string> {
  try {
    await connection.run(query);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}
