import { lit, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { duckdbType } from '../sql/types.ts';
import type { LiteralExpression } from './typed.ts';

/** A literal as DuckDB reads it, where the neighbour decides the type: `5`, `1.5::DOUBLE`, `DATE '…'`. */
export function sqlValue(e: LiteralExpression): Sql {
  const { value } = e;
  switch (value.kind) {
    case 'null':
      return sql`NULL`;
    case 'boolean':
    case 'text':
      return lit(value.value);
    case 'integer':
      return value.value < 0n ? sql`(${lit(value.value)})` : lit(value.value);
    case 'decimal':
      return value.text.startsWith('-') ? trusted(`(${value.text})`) : trusted(value.text);
    case 'float':
      return doubleValue(value.value);
    case 'date':
      return sql`DATE ${lit(value.text)}`;
    case 'timestamp':
      return e.type.kind === 'timestamptz'
        ? sql`TIMESTAMPTZ ${lit(`${value.text}+00`)}`
        : sql`TIMESTAMP ${lit(value.text)}`;
  }
}

/** A literal that has exactly its type wherever it stands: `5::BIGINT`. */
export function typedSqlValue(e: LiteralExpression): Sql {
  const value = sqlValue(e);
  switch (e.value.kind) {
    case 'null':
    case 'integer':
    case 'decimal':
      return sql`${value}::${duckdbType(e.type)}`;
    case 'float':
      return e.type.kind === 'float32' ? sql`${value}::FLOAT` : value;
    default:
      return value;
  }
}

function doubleValue(value: number): Sql {
  if (!Number.isFinite(value)) return sql`(${lit(value)})`;
  const text = String(value);
  // More digits, and DuckDB would read a decimal first and divide it, which rounds twice.
  const plain = /^-?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= 15;
  const written = plain && !Object.is(value, -0) ? `${text}::DOUBLE` : value.toExponential();
  const signed = Object.is(value, -0) ? '-0e0' : written;
  return trusted(signed.startsWith('-') ? `(${signed})` : signed);
}
