import { AppError } from '../../shared/errors.ts';
import type { Column, ColumnType, ScalarKind } from '../../shared/columnType.ts';
import { formatType } from '../../shared/formatType.ts';
import { ident, joinSql, sql, trusted } from './sql.ts';
import type { Sql } from './sql.ts';

const scalarSql: Record<ScalarKind, string> = {
  boolean: 'BOOLEAN',
  int8: 'TINYINT',
  int16: 'SMALLINT',
  int32: 'INTEGER',
  int64: 'BIGINT',
  float32: 'FLOAT',
  float64: 'DOUBLE',
  text: 'VARCHAR',
  binary: 'BLOB',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  timestamptz: 'TIMESTAMP WITH TIME ZONE',
  timestamp_ns: 'TIMESTAMP_NS',
  time: 'TIME',
  interval: 'INTERVAL',
};

/** The DuckDB type that holds a column of this type, e.g. `DECIMAL(18,2)`. */
export function duckdbType(type: ColumnType): Sql {
  switch (type.kind) {
    case 'decimal':
      return trusted(`DECIMAL(${String(type.precision)},${String(type.scale)})`);
    case 'list':
      return sql`${duckdbType(type.item)}[]`;
    case 'map':
      return sql`MAP(${duckdbType(type.key)}, ${duckdbType(type.value)})`;
    case 'struct':
      return sql`STRUCT(${joinSql(type.fields.map((f) => sql`${ident(f.name)} ${duckdbType(f.type)}`))})`;
    default:
      return trusted(scalarSql[type.kind]);
  }
}

export { formatType };

/** Reads what `formatType` writes. Throws `bad-recipe` for anything else, naming the text. */
export function parseType(text: string): ColumnType {
  const reader = new TypeReader(text);
  const type = reader.type();
  reader.end();
  return type;
}

/** True if both are the same type, struct field names and order included. */
export function sameType(a: ColumnType, b: ColumnType): boolean {
  return formatType(a) === formatType(b);
}

class TypeReader {
  private place = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  type(): ColumnType {
    const word = this.match(/[a-z_0-9]+/y);
    if (word === 'decimal') {
      const digits = /\((\d{1,2}),(\d{1,2})\)/y;
      const [, precision, scale] = /^\((\d+),(\d+)\)$/.exec(this.match(digits)) ?? [];
      const type = { kind: 'decimal', precision: Number(precision), scale: Number(scale) } as const;
      if (type.precision < 1 || type.precision > 38 || type.scale > type.precision) this.fail();
      return type;
    }
    if (word === 'list') {
      this.match(/</y);
      const item = this.type();
      this.match(/>/y);
      return { kind: 'list', item };
    }
    if (word === 'map') {
      this.match(/</y);
      const key = this.type();
      this.match(/,/y);
      const value = this.type();
      this.match(/>/y);
      return { kind: 'map', key, value };
    }
    if (word === 'struct') return { kind: 'struct', fields: this.fields() };
    if (!Object.hasOwn(scalarSql, word)) this.fail();
    // SAFETY: the line above checked that `word` is a key of `scalarSql`.
    return { kind: word as ScalarKind };
  }

  end(): void {
    if (this.text.slice(this.place).trim() !== '') this.fail();
  }

  private fields(): Column[] {
    this.match(/</y);
    const fields: Column[] = [];
    do {
      // SAFETY: the pattern matches exactly one JSON string.
      const name = JSON.parse(this.match(/"(?:[^"\\]|\\.)*"/y)) as string;
      this.match(/:/y);
      fields.push({ name, type: this.type() });
    } while (this.match(/[,>]/y) === ',');
    return fields;
  }

  private match(pattern: RegExp): string {
    const space = /\s*/y;
    space.lastIndex = this.place;
    pattern.lastIndex = this.place + (space.exec(this.text)?.[0].length ?? 0);
    const found = pattern.exec(this.text);
    if (!found) return this.fail();
    this.place = pattern.lastIndex;
    return found[0];
  }

  private fail(): never {
    throw new AppError('bad-recipe', `“${this.text}” is not a column type.`, {
      hint: 'Use a type such as int64, decimal(18,2), text, date, timestamp or list<int64>.',
    });
  }
}
