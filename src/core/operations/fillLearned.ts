import type { Column } from '../../shared/columnType.ts';
import { AppError } from '../../shared/errors.ts';
import { isFloat, isInteger } from '../expression/types.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { duckdbMode } from './aggregateSql.ts';
import type { Json } from './define.ts';

/** What fill-missing learns. */
type Learned = 'constant' | 'mean' | 'median' | 'mode';

/**
 * One row with the learned value of each column as text. Mean and median of whole numbers and
 * decimals are worked out on whole numbers (a decimal without its point), so no digit is lost.
 */
export function learnedQuery(columns: readonly Column[], what: Learned, from: Sql): Sql {
  const values = columns.map((column) => sql`(${learned(column, what)})::VARCHAR`);
  return sql`SELECT ${joinSql(values)} FROM ${from}`;
}

/** A cell of `learnedQuery` as a document keeps it. Throws `bad-data` for NaN and infinity. */
export function learnedValue(cell: Json, { name, type }: Column, what: Learned): Json {
  if (cell === null) return null;
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
  if (isFloat(type)) {
    const number = Number(text);
    if (!Number.isFinite(number)) {
      throw new AppError('bad-data', `The ${what} of “${name}” is ${text}, which fills nothing.`, {
        hint: 'The column holds NaN or infinity: turn them into nulls first, e.g. by a formula.',
      });
    }
    return number;
  }
  if (isInteger(type)) return Number.isSafeInteger(Number(text)) ? Number(text) : text;
  if (type.kind === 'boolean') return text === 'true';
  if (type.kind === 'decimal' && what !== 'mode') return pointed(text, type.scale);
  return text;
}

function learned(column: Column, what: Learned): Sql {
  const { name, type } = column;
  if (what === 'mode') {
    const mode = duckdbMode(column);
    // The text of an instant must not depend on the session's time zone.
    return type.kind === 'timestamptz'
      ? sql`make_timestamp(epoch_us(${mode}))::VARCHAR || '+00'`
      : mode;
  }
  if (isFloat(type)) {
    const value = sql`${ident(name)}::DOUBLE`;
    return what === 'mean' ? sql`avg(${value})` : sql`quantile_cont(${value}, 0.5)`;
  }
  const whole =
    type.kind === 'decimal'
      ? sql`replace(${ident(name)}::VARCHAR, '.', '')::HUGEINT`
      : sql`${ident(name)}::HUGEINT`;
  if (what === 'mean') {
    const [sum, count] = [sql`sum(${whole})`, sql`count(${ident(name)})`];
    // The sum itself is not doubled: it may have 38 digits already.
    const up = sql`(2 * (abs(${sum}) % ${count}) >= ${count})::HUGEINT`;
    return sql`sign(${sum}) * (abs(${sum}) // ${count} + ${up})`;
  }
  const middle = sql`(quantile_disc(${whole}, 0.5) - quantile_disc(-${whole}, 0.5))`;
  return sql`sign(${middle}) * ((abs(${middle}) + 1) // 2)`;
}

/** `-150` with scale 2 as `-1.50`. */
function pointed(digits: string, scale: number): string {
  if (scale === 0) return digits;
  const sign = digits.startsWith('-') ? '-' : '';
  const padded = digits.replace('-', '').padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}
