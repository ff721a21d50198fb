import { AppError } from '../../shared/errors.ts';
import type { Column, ColumnType, ScalarKind } from '../../shared/columnType.ts';

const scalars: Record<string, ScalarKind> = {
  BOOLEAN: 'boolean',
  TINYINT: 'int8',
  SMALLINT: 'int16',
  INTEGER: 'int32',
  BIGINT: 'int64',
  UTINYINT: 'int16',
  USMALLINT: 'int32',
  UINTEGER: 'int64',
  FLOAT: 'float32',
  DOUBLE: 'float64',
  VARCHAR: 'text',
  BLOB: 'binary',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  TIMESTAMP_S: 'timestamp',
  TIMESTAMP_MS: 'timestamp',
  TIMESTAMP_NS: 'timestamp_ns',
  'TIMESTAMP WITH TIME ZONE': 'timestamptz',
  TIMESTAMPTZ: 'timestamptz',
  TIME: 'time',
  INTERVAL: 'interval',
};

const decimals: Record<string, ColumnType> = {
  UBIGINT: { kind: 'decimal', precision: 20, scale: 0 },
  HUGEINT: { kind: 'decimal', precision: 38, scale: 0 },
};

/**
 * The column type for a DuckDB type as `DESCRIBE` writes it, e.g. `STRUCT("a b" INTEGER, c VARCHAR[])`.
 *
 * Unsigned integers widen to the next signed one, UBIGINT to decimal(20,0), HUGEINT to decimal(38,0).
 * All that has no type of its own is text: UUID, ENUM, BIT, JSON, UHUGEINT, BIGNUM, TIME WITH TIME
 * ZONE, TIME_NS, UNION, VARIANT, GEOMETRY and types of extensions. Throws `internal` for text that
 * is no type at all.
 */
export function fromDuckdbType(text: string): ColumnType {
  const reader = new Reader(text);
  const type = reader.type();
  reader.end();
  return type;
}

/**
 * The fields of a `STRUCT(…)` as DuckDB writes it, each with its type in DuckDB's own words. Throws
 * `internal` for another type.
 */
export function duckdbFields(text: string): readonly { name: string; type: string }[] {
  const reader = new Reader(text);
  const fields = reader.struct();
  reader.end();
  return fields.map(({ name, text }) => ({ name, type: text }));
}

class Reader {
  private place = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  type(): ColumnType {
    let type = this.base();
    // `INTEGER[]` is a list, `INTEGER[3]` an array of fixed size: both are lists to a recipe.
    while (this.take(/\s*\[\d*\]/y) !== undefined) type = { kind: 'list', item: type };
    return type;
  }

  end(): void {
    if (this.text.slice(this.place).trim() !== '') this.fail();
  }

  struct(): readonly (Column & { readonly text: string })[] {
    this.need(/STRUCT/y);
    return this.fields();
  }

  private base(): ColumnType {
    const quoted = this.take(/\s*"(?:[^"]|"")*"/y);
    if (quoted !== undefined) return { kind: 'text' };
    const word = (
      this.take(/\s*[A-Za-z_][A-Za-z_0-9]*(?: WITH (?:LOCAL )?TIME ZONE)?/y) ?? this.fail()
    )
      .trim()
      .toUpperCase();
    if (word === 'STRUCT')
      return { kind: 'struct', fields: this.fields().map(({ name, type }) => ({ name, type })) };
    if (word === 'MAP') {
      this.need(/\s*\(/y);
      const key = this.type();
      this.need(/\s*,/y);
      const value = this.type();
      this.need(/\s*\)/y);
      return { kind: 'map', key, value };
    }
    if (word === 'DECIMAL') {
      const [, precision, scale] = /(\d+)\s*,\s*(\d+)/.exec(this.need(/\(\d+\s*,\s*\d+\)/y)) ?? [];
      return { kind: 'decimal', precision: Number(precision), scale: Number(scale) };
    }
    if (this.text[this.place] === '(') this.skipParentheses();
    const scalar = scalars[word];
    if (scalar !== undefined) return { kind: scalar };
    return decimals[word] ?? { kind: 'text' };
  }

  private fields(): (Column & { readonly text: string })[] {
    this.need(/\s*\(/y);
    const fields: (Column & { readonly text: string })[] = [];
    do {
      const raw = this.need(/\s*(?:"(?:[^"]|"")*"|[^\s,()]+)/y).trim();
      const name = raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw;
      const start = this.place;
      const type = this.type();
      fields.push({ name, type, text: this.text.slice(start, this.place).trim() });
    } while (this.need(/\s*[,)]/y).trim() === ',');
    return fields;
  }

  /** Skips `('a', 'b')` of an enum, `(num INTEGER)` of a union: quotes may hold parentheses. */
  private skipParentheses(): void {
    let depth = 0;
    do {
      const piece = this.need(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]|[^'"()]+/y);
      if (piece === '(') depth += 1;
      if (piece === ')') depth -= 1;
    } while (depth > 0);
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.place;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.place = pattern.lastIndex;
    return found[0];
  }

  private need(pattern: RegExp): string {
    return this.take(pattern) ?? this.fail();
  }

  private fail(): never {
    throw new AppError('internal', `“${this.text}” is not a type that DuckDB writes.`);
  }
}
