import { ident, joinSql, lit, sql, trusted } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { ColumnType } from '../../shared/columnType.ts';

/**
 * A value as SQL, cut so that its text is longer than `maxText` characters only by little if it was
 * longer before: a reader that cuts the text at `maxText` sees that it was cut. Texts and bytes keep
 * `maxText + 1` of theirs. An item of a list takes at least three characters with its comma, so a list
 * or map keeps as many items as fill the text; what lies in them is cut alike.
 */
export function cutValue(value: Sql, type: ColumnType, maxText: number): Sql {
  const most = lit(Math.trunc(maxText) + 1);
  const items = lit(Math.floor(maxText / 3) + 1);
  switch (type.kind) {
    case 'text':
      return sql`left(${value}, ${most})`;
    case 'binary':
      return sql`array_slice(${value}, 1, ${most})`;
    case 'list': {
      const some = sql`array_slice(${value}, 1, ${items})`;
      if (!isLong(type.item)) return some;
      return sql`list_transform(${some}, lambda e: ${cutValue(trusted('e'), type.item, maxText)})`;
    }
    case 'map': {
      const some = sql`array_slice(map_entries(${value}), 1, ${items})`;
      // Keys stay whole: two that are cut could be one and the same.
      const entry = sql`{'key': e.key, 'value': ${cutValue(trusted('e.value'), type.value, maxText)}}`;
      const cut = isLong(type.value) ? sql`list_transform(${some}, lambda e: ${entry})` : some;
      return sql`map_from_entries(${cut})`;
    }
    case 'struct': {
      if (!isLong(type)) return value;
      const fields = type.fields.map(
        (field) =>
          sql`${ident(field.name)}: ${cutValue(sql`struct_extract(${value}, ${lit(field.name)})`, field.type, maxText)}`,
      );
      return sql`CASE WHEN ${value} IS NULL THEN NULL ELSE {${joinSql(fields)}} END`;
    }
    default:
      return value;
  }
}

/** True if values of a type can be of any length. */
function isLong(type: ColumnType): boolean {
  if (type.kind === 'struct') return type.fields.some((field) => isLong(field.type));
  return ['text', 'binary', 'list', 'map'].includes(type.kind);
}
