import type { ColumnType } from './columnType.ts';

/** A type as documents write it: `int64`, `decimal(18,2)`, `list<text>`, `struct<"a": int64>`, `map<text, int64>`. */
export function formatType(type: ColumnType): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${String(type.precision)},${String(type.scale)})`;
    case 'list':
      return `list<${formatType(type.item)}>`;
    case 'map':
      return `map<${formatType(type.key)}, ${formatType(type.value)}>`;
    case 'struct':
      return `struct<${type.fields.map((f) => `${JSON.stringify(f.name)}: ${formatType(f.type)}`).join(', ')}>`;
    default:
      return type.kind;
  }
}
