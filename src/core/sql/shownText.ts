import type { ColumnType } from '../../shared/columnType.ts';
import { joinSql, lit, sql, trusted } from './sql.ts';
import type { Sql } from './sql.ts';

/** The name of the function that `NUMBER_FUNCTION` makes. */
const NUMBER = trusted('__sluice_number');

const text = 'CAST(x AS VARCHAR)';
const digits = `replace(regexp_replace(regexp_extract(${text}, '^-?([0-9.]+)e', 1), '\\.0$', ''), '.', '')`;
const exponent = `CAST(regexp_extract(${text}, 'e(.*)$', 1) AS INTEGER)`;
const sign = `CASE WHEN x < 0 THEN '-' ELSE '' END`;

/**
 * Makes the function that writes a float as cells show it: the shortest digits that read back, laid out
 * as ECMAScript does (Number::toString), so without `.0`, and with an exponent from 1e21 on and below
 * 1e-6. An engine runs it once for each instance.
 */
export const NUMBER_FUNCTION: Sql = trusted(`CREATE OR REPLACE MACRO __sluice_number(x) AS CASE
  WHEN isnan(x) THEN 'NaN'
  WHEN isinf(x) THEN ${sign} || 'Infinity'
  WHEN NOT contains(${text}, 'e') THEN regexp_replace(${text}, '\\.0$', '')
  WHEN abs(x) >= 1e21 OR abs(x) < 1e-6
    THEN regexp_replace(regexp_replace(${text}, '\\.0e', 'e'), 'e([+-])0*', 'e\\1')
  WHEN abs(x) >= 1 THEN ${sign} || rpad(${digits}, ${exponent} + 1, '0')
  ELSE ${sign} || '0.' || repeat('0', -${exponent} - 1) || ${digits} END`);

/**
 * The text that a cell shows for a value, in full, as SQL; null for a null. It needs the function of
 * `NUMBER_FUNCTION`.
 */
function shownText(value: Sql, type: ColumnType): Sql {
  switch (type.kind) {
    case 'float32':
    case 'float64':
      return sql`${NUMBER}(${value})`;
    case 'list':
      return sql`('[' || array_to_string(list_transform(${value}, lambda e: ${part(trusted('e'), type.item)}), ', ') || ']')`;
    case 'map': {
      // `e.key` would be a field of a column named e.
      const [key, item] = [
        trusted("struct_extract(e, 'key')"),
        trusted("struct_extract(e, 'value')"),
      ];
      const entry = sql`${part(key, type.key)} || ': ' || ${part(item, type.value)}`;
      return sql`('{' || array_to_string(list_transform(map_entries(${value}), lambda e: ${entry}), ', ') || '}')`;
    }
    case 'struct': {
      const fields = type.fields.map(
        (field) =>
          sql`${lit(`${JSON.stringify(field.name)}: `)} || ${part(sql`struct_extract(${value}, ${lit(field.name)})`, field.type)}`,
      );
      const all = fields.length === 0 ? lit('') : joinSql(fields, ` || ', ' || `);
      return sql`CASE WHEN ${value} IS NULL THEN NULL ELSE '{' || ${all} || '}' END`;
    }
    default:
      return sql`CAST(${value} AS VARCHAR)`;
  }
}

/** A value inside another one: numbers and booleans bare, all else quoted as in JSON. */
function part(value: Sql, type: ColumnType): Sql {
  const shown = shownText(value, type);
  switch (type.kind) {
    case 'boolean':
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64':
    case 'decimal':
    case 'float32':
    case 'float64':
    case 'list':
    case 'map':
    case 'struct':
      return sql`coalesce(${shown}, 'null')`;
    default:
      return sql`coalesce(CAST(to_json(${shown}) AS VARCHAR), 'null')`;
  }
}

/** True unless no text of this type can hold the one that is sought; both without regard to case. */
function mayHold(type: ColumnType, sought: string): boolean {
  const low = sought.toLowerCase();
  switch (type.kind) {
    case 'boolean':
      return 'true'.includes(low) || 'false'.includes(low);
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64':
      return /^-?[0-9]*$/.test(low);
    case 'decimal':
      return /^-?[0-9]*\.?[0-9]*$/.test(low);
    case 'float32':
    case 'float64':
      return /^[-+.e0-9]*$/.test(low) || 'nan'.includes(low) || '-infinity'.includes(low);
    case 'date':
    case 'time':
    case 'timestamp':
    case 'timestamptz':
    case 'timestamp_ns':
      return /^[-+:. 0-9]*$/.test(low) || '-infinity'.includes(low) || ' (bc)'.includes(low);
    default:
      return true;
  }
}

/** The condition that a cell holds a text, without regard to case; undefined if it never does. */
export function holdsText(value: Sql, type: ColumnType, sought: string): Sql | undefined {
  if (!mayHold(type, sought)) return undefined;
  return sql`coalesce(contains(lower(${shownText(value, type)}), lower(${lit(sought)})), FALSE)`;
}
