import { relative, sep } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { declaredDialect } from '../../core/sql/csvDialect.ts';
import { csvReaderType, isCsvInteger, isInteger } from '../../core/sql/csvInteger.ts';
import { ident, joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { duckdbType } from '../../core/sql/types.ts';
import type { Column, Schema } from '../../shared/columnType.ts';
import type {
  RejectedCause,
  RejectedLine,
  RejectedLines,
  SourceOptions,
} from '../../shared/source.ts';
import { lineNumbers } from './lineNumbers.ts';

const EXAMPLES = 100;
/** DuckDB keeps every bad line in memory until it is asked for them. */
const MOST = 1_000_000;
const LONGEST = 500;

const CAUSES: Readonly<Record<string, RejectedCause>> = {
  'MISSING COLUMNS': 'too few values',
  'TOO MANY COLUMNS': 'too many values',
  'UNQUOTED VALUE': 'quote',
  CAST: 'type',
  'INVALID ENCODING': 'encoding',
  'INVALID UNICODE': 'encoding',
  'LINE SIZE OVER MAXIMUM': 'size',
};

/** What is read, and how. */
export interface RejectedFrom {
  readonly files: readonly string[];
  readonly base: string;
  readonly options: SourceOptions;
  /** The columns that the files themselves hold. */
  readonly columns: Schema;
}

/** The tables of what one reading refused. */
interface Scan {
  readonly errors: string;
  readonly scans: string;
}

let tables = 0;

/** Reads CSV files to their end and tells the lines that are kept apart under `badLines: skip`. */
export async function rejectedLines(
  connection: DuckDBConnection,
  from: RejectedFrom,
): Promise<RejectedLines> {
  let rows = 0;
  let whole = true;
  const examples: RejectedLine[] = [];
  for (const file of from.files) {
    const found = await inFile(connection, file, from, EXAMPLES - examples.length);
    rows += found.rows;
    whole &&= found.whole;
    examples.push(...found.examples);
  }
  return { rows, examples, whole };
}

async function inFile(
  connection: DuckDBConnection,
  file: string,
  { files, base, options, columns }: RejectedFrom,
  most: number,
): Promise<RejectedLines> {
  const scans: Scan[] = [];
  const scan = async (
    typeOf: (column: Column) => string,
    wrong: Sql,
    more: SourceOptions = {},
  ): Promise<number> => {
    tables += 1;
    const names = { errors: `errors_${String(tables)}`, scans: `scans_${String(tables)}` };
    scans.push(names);
    const pairs = columns.map((c) => sql`${lit(c.name)}: ${lit(typeOf(c))}`);
    const dialect = declaredDialect({ ...options, ...more }, columns);
    const reader = sql`read_csv(${lit(file)}, auto_detect = false, columns = {${joinSql(pairs)}}, ${joinSql(dialect)}, store_rejects = true, rejects_table = ${lit(names.errors)}, rejects_scan = ${lit(names.scans)}, rejects_limit = ${lit(MOST)})`;
    const all = joinSql(columns.map(({ name }) => ident(name)));
    // A value is looked at only where it is asked for.
    const query = sql`SELECT count(*) FILTER (WHERE ${wrong}) FROM ${reader} WHERE hash(${all}) IS NOT NULL`;
    return Number((await connection.runAndReadAll(query)).getRows()[0]?.[0]);
  };
  const integers = columns.filter(isCsvInteger);
  try {
    const sound = integers.map((column) => isInteger(column, options));
    const odd = await scan(csvReaderType, sql`NOT (${joinSql([sql`true`, ...sound], ' AND ')})`);
    const counted = sql`SELECT count(DISTINCT line_byte_position) FROM ${ident(scans[0]?.errors ?? '')}`;
    const rows = odd + Number((await connection.runAndReadAll(counted)).getRows()[0]?.[0]);
    if (odd > 0) {
      // Integers were read as text; readers that refuse such values tell where they stand.
      const typed = (integer: (column: Column) => string) => (column: Column) =>
        isCsvInteger(column) ? integer(column) : 'VARCHAR';
      await scan(
        typed((column) => duckdbType(column.type)),
        sql`true`,
      );
      // With another decimal mark `0.5` is no number. Marks between thousands may be that one.
      const decimal = { decimal: ',' };
      if (options.thousands === undefined)
        await scan(
          typed(() => 'DECIMAL(19,0)'),
          sql`true`,
          decimal,
        );
    }
    const errors = joinSql(
      scans.map((names) => sql`SELECT * FROM ${ident(names.errors)}`),
      ' UNION ALL ',
    );
    const order = sql`ORDER BY error_type::VARCHAR = 'CAST', byte_position`;
    const listed = sql`SELECT line_byte_position, first(line ${order}), first(column_name ${order}), first(error_type::VARCHAR ${order}), substr(first(csv_line ${order}), 1, ${lit(LONGEST)}) FROM (${errors}) GROUP BY line_byte_position ORDER BY ALL LIMIT ${lit(most)}`;
    const found = (await connection.runAndReadAll(listed)).getRows();
    const numbers = await lineNumbers(
      file,
      options.encoding,
      found.map(([place]) => Number(place)),
    );
    const name = relative(base, file).split(sep).join('/');
    const examples = found.map(([, line, column, cause, text], index): RejectedLine => {
      const isNamed = typeof column === 'string' && cause !== 'UNQUOTED VALUE';
      return {
        ...(files.length > 1 ? { file: name } : {}),
        line: numbers?.[index] ?? Number(line),
        ...(isNamed ? { column } : {}),
        cause: CAUSES[String(cause)] ?? 'type',
        // Where lines end in CRLF, it begins with the LF of the line before.
        text: String(text).replace(/^[\r\n]+|[\r\n]+$/g, ''),
      };
    });
    return { rows, examples, whole: rows < MOST };
  } finally {
    for (const table of scans.flatMap((names) => [names.errors, names.scans])) {
      await connection.run(sql`DROP TABLE IF EXISTS ${ident(table)}`);
    }
  }
}
