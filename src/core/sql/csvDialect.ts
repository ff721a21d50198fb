import type { Schema } from '../../shared/columnType.ts';
import type { SourceOptions } from '../../shared/source.ts';
import { joinSql, lit, sql, trusted } from './sql.ts';
import type { Sql, SqlValue } from './sql.ts';

/** `csvDialect` of files whose columns are declared: nothing is left to the reader. */
export function declaredDialect(options: SourceOptions, columns: Schema): readonly Sql[] {
  return csvDialect({
    ...{ header: true, delimiter: ',', quote: '"', escape: '"', null: '', skip: 0 },
    // Without a format a date would take the text of a timestamp, and drop its time.
    ...(columns.some(({ type }) => type.kind === 'date') ? { dateFormat: '%Y-%m-%d' } : {}),
    ...options,
  });
}

/**
 * Read options as arguments of DuckDB's CSV readers. What is left open is left to the reader, but
 * for comments: it would find some where nobody wrote any.
 */
export function csvDialect(options: SourceOptions): readonly Sql[] {
  const { null: nulls } = options;
  const plain = (value: SqlValue | undefined): Sql | undefined =>
    value === undefined ? undefined : lit(value);
  const several = (texts: readonly string[]): Sql => sql`[${joinSql(texts.map(lit))}]`;
  const pairs: readonly (readonly [string, Sql | undefined])[] = [
    ['header', plain(options.header)],
    ['delim', plain(options.delimiter)],
    ['quote', plain(options.quote)],
    ['escape', plain(options.escape)],
    ['nullstr', typeof nulls === 'object' ? several(nulls) : plain(nulls)],
    ['skip', plain(options.skip)],
    ['comment', plain(options.comment ?? '')],
    ['encoding', plain(options.encoding)],
    ['dateformat', plain(options.dateFormat)],
    ['timestampformat', plain(options.timestampFormat)],
    ['decimal_separator', plain(options.decimal)],
    ['thousands', plain(options.thousands)],
    ['strict_mode', plain(options.strict)],
  ];
  return pairs.flatMap(([name, value]) => (value ? [sql`${trusted(name)} = ${value}`] : []));
}
