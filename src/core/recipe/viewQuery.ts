import type { Column, ColumnType, Schema } from '../../shared/columnType.ts';
import type { Condition } from '../../shared/condition.ts';
import { AppError } from '../../shared/errors.ts';
import { conditionExpression } from '../expression/condition.ts';
import { emitDuckdb } from '../expression/emitDuckdb.ts';
import { holdsText } from '../sql/shownText.ts';
import { ident, joinSql, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { columnList } from './compile.ts';
import type { ParameterSql } from './compile.ts';
import type { OrderedChain } from './orderedChain.ts';

/** What is looked for in a table: conditions that all hold, a text in any column, an order. */
export interface RowView {
  readonly filters: readonly Condition[];
  readonly sort: readonly { readonly column: string; readonly descending: boolean }[];
  readonly find: string;
}

/** What conditions may name besides columns. */
export interface ViewScope {
  readonly parameters: Readonly<Record<string, ColumnType>>;
  readonly param: ParameterSql;
}

/** The column that tells equal rows of a sort apart; no column of a table may be named so. */
const PLACE = '__sluice_place';

/**
 * The rows of a chain that a view asks for, as one SELECT with the chain's columns. Sorted rows have
 * NaN after all numbers and null last, whatever the direction; equal ones keep the chain's order.
 * Throws `StepError` for a condition that does not fit, `usage` for a column that is not there.
 */
export function viewQuery(chain: OrderedChain, view: RowView, scope: ViewScope): Sql {
  const where = joinSql(conditions(chain.schema, view, scope), ' AND ');
  const filter = where === '' ? trusted('') : sql` WHERE ${where}`;
  const columns = columnList(chain.schema);
  const from = sql`(
${chain.sql}
)`;
  if (view.sort.length === 0) return sql`SELECT ${columns} FROM ${from}${filter}`;
  const keys = view.sort.flatMap((key) => orderBy(columnOf(chain.schema, key.column), key));
  const ties = chain.hidden.length > 0 ? chain.hidden.map((name) => ident(name)) : [ident(PLACE)];
  const placed =
    chain.hidden.length > 0
      ? from
      : sql`(SELECT *, row_number() OVER () AS ${ident(PLACE)} FROM ${from})`;
  return sql`SELECT ${columns} FROM ${placed}${filter} ORDER BY ${joinSql([...keys, ...ties])}`;
}

function conditions(schema: Schema, view: RowView, { parameters, param }: ViewScope): Sql[] {
  const parts = view.filters.map((filter) =>
    emitDuckdb(conditionExpression(filter, { schema, parameters }), { param }),
  );
  if (view.find === '') return parts;
  const anywhere = schema.flatMap(
    ({ name, type }) => holdsText(ident(name), type, view.find) ?? [],
  );
  return [...parts, anywhere.length === 0 ? sql`FALSE` : sql`(${joinSql(anywhere, ' OR ')})`];
}

function orderBy(column: Column, key: { readonly descending: boolean }): Sql[] {
  const name = ident(column.name);
  const direction = trusted(key.descending ? ' DESC' : '');
  const order = sql`${name}${direction} NULLS LAST`;
  const { kind } = column.type;
  // DuckDB has NaN above every number, so only a descending order would begin with it.
  if (!key.descending || (kind !== 'float64' && kind !== 'float32')) return [order];
  return [sql`isnan(${name}) NULLS LAST`, order];
}

function columnOf(schema: Schema, name: string): Column {
  const column = schema.find((one) => one.name === name);
  if (column) return column;
  throw new AppError('usage', `There is no column “${name}” to sort by.`, {
    hint: 'Reset the sort, or choose another column.',
  });
}
