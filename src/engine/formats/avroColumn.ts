import {
  BIGINT,
  BLOB,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimeValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  FLOAT,
  INTEGER,
  INTERVAL,
  LIST,
  MAP,
  STRUCT,
  TIME,
  TIMESTAMP,
  TIMESTAMPTZ,
  TIMESTAMP_NS,
  VARCHAR,
} from '@duckdb/node-api';
import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { types } from 'avsc';
import type { Type } from 'avsc';
import { logicalOf } from './avroTypes.ts';
import type { LogicalSchema } from './avroTypes.ts';
import { MOST_DIGITS } from './arrowDuckdbType.ts';
import { decimalText } from './decimalText.ts';
import { distinctNames } from './distinctNames.ts';

/** How values of one Avro type become DuckDB's, each to the digit. */
export interface AvroColumn {
  readonly type: DuckDBType;
  readonly value: (raw: unknown) => DuckDBValue;
}

/** An Avro type that has no counterpart, in words. */
export class NoCounterpart extends Error {}

/** The column for an Avro type. Throws `NoCounterpart`. */
export function avroColumn(type: Type, above: readonly Type[] = []): AvroColumn {
  if (above.includes(type)) throw new NoCounterpart('a record that holds itself');
  const says = logicalOf(type);
  const column = says && logical(says);
  if (column) return column;
  if (type instanceof types.LogicalType) return avroColumn(type.underlyingType, above);
  // A type that reads its values in a way of its own is “abstract”.
  const plain = scalars[type.typeName.replace(/^abstract:/, '')];
  return nullable(plain ?? nested(type, [...above, type]));
}

function nullable({ type, value }: AvroColumn): AvroColumn {
  return { type, value: (raw) => (raw === null || raw === undefined ? null : value(raw)) };
}

function column(type: DuckDBType, value: AvroColumn['value']): AvroColumn {
  return nullable({ type, value });
}

const same = (raw: unknown): DuckDBValue =>
  // SAFETY: `scalars` gives this to Avro types whose values are DuckDB's own: boolean, number, bigint, text.
  raw as DuckDBValue;

const scalars: Readonly<Record<string, AvroColumn>> = {
  null: { type: VARCHAR, value: () => null },
  boolean: { type: BOOLEAN, value: same },
  int: { type: INTEGER, value: same },
  long: { type: BIGINT, value: same },
  float: { type: FLOAT, value: same },
  double: { type: DOUBLE, value: same },
  string: { type: VARCHAR, value: same },
  enum: { type: VARCHAR, value: same },
  bytes: { type: BLOB, value: (raw) => new DuckDBBlobValue(bytesOf(raw)) },
  fixed: { type: BLOB, value: (raw) => new DuckDBBlobValue(bytesOf(raw)) },
};

function logical({ logicalType, precision, scale = 0 }: LogicalSchema): AvroColumn | undefined {
  switch (logicalType) {
    case 'date':
      return column(DATE, (raw) => new DuckDBDateValue(Number(raw)));
    case 'time-millis':
      return column(TIME, (raw) => new DuckDBTimeValue(integer(raw) * 1000n));
    case 'time-micros':
      return column(TIME, (raw) => new DuckDBTimeValue(integer(raw)));
    case 'timestamp-millis':
      return column(TIMESTAMPTZ, (raw) => new DuckDBTimestampTZValue(integer(raw) * 1000n));
    case 'timestamp-micros':
      return column(TIMESTAMPTZ, (raw) => new DuckDBTimestampTZValue(integer(raw)));
    case 'local-timestamp-millis':
      return column(TIMESTAMP, (raw) => new DuckDBTimestampValue(integer(raw) * 1000n));
    case 'local-timestamp-micros':
      return column(TIMESTAMP, (raw) => new DuckDBTimestampValue(integer(raw)));
    case 'timestamp-nanos':
    case 'local-timestamp-nanos':
      return column(TIMESTAMP_NS, (raw) => new DuckDBTimestampNanosecondsValue(integer(raw)));
    case 'decimal':
      return precision === undefined ? undefined : decimal(precision, scale);
    case 'duration':
      return column(INTERVAL, interval);
    default:
      return undefined;
  }
}

function decimal(precision: number, scale: number): AvroColumn {
  // Avro's integers are big-endian.
  const little = (raw: unknown): Uint8Array => Uint8Array.from(bytesOf(raw)).reverse();
  if (precision > MOST_DIGITS) return column(VARCHAR, (raw) => decimalText(little(raw), scale));
  const type = DECIMAL(precision, scale);
  return column(
    type,
    (raw) => new DuckDBDecimalValue(BigInt(decimalText(little(raw), 0)), precision, scale),
  );
}

function interval(raw: unknown): DuckDBIntervalValue {
  const bytes = bytesOf(raw);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const micros = BigInt(view.getUint32(8, true)) * 1000n;
  return new DuckDBIntervalValue(view.getUint32(0, true), view.getUint32(4, true), micros);
}

function nested(type: Type, above: readonly Type[]): AvroColumn {
  if (isArray(type)) {
    const item = avroColumn(type.itemsType, above);
    return {
      type: LIST(item.type),
      value: (raw) => new DuckDBListValue(listOf(raw).map((one) => item.value(one))),
    };
  }
  if (isMap(type)) {
    const item = avroColumn(type.valuesType, above);
    return {
      type: MAP(VARCHAR, item.type),
      value: (raw) =>
        new DuckDBMapValue(
          Object.entries(recordOf(raw)).map(([key, one]) => ({ key, value: item.value(one) })),
        ),
    };
  }
  if (isRecord(type)) return record(type, above);
  if (isUnion(type)) {
    const others = type.types.filter(({ typeName }) => typeName !== 'null');
    const [only] = others;
    if (others.length > 1) {
      throw new NoCounterpart(`a choice of ${others.map((one) => one.typeName).join(' and ')}`);
    }
    if (!only) return scalars['null'] ?? column(VARCHAR, () => null);
    const item = avroColumn(only, above);
    return { type: item.type, value: (raw) => item.value(Object.values(recordOf(raw))[0]) };
  }
  throw new NoCounterpart(type.typeName);
}

function record(type: RecordType, above: readonly Type[]): AvroColumn {
  if (type.fields.length === 0) throw new NoCounterpart('a record without fields');
  const { names } = distinctNames(type.fields.map(({ name }) => name));
  const columns = type.fields.map((field) => avroColumn(field.type, above));
  return {
    type: STRUCT(Object.fromEntries(columns.map((one, at) => [names[at] ?? '', one.type]))),
    value: (raw) => {
      const values = recordOf(raw);
      const entries = columns.map((one, at): [string, DuckDBValue] => [
        names[at] ?? '',
        one.value(values[type.fields[at]?.name ?? '']),
      ]);
      return new DuckDBStructValue(Object.fromEntries(entries));
    },
  };
}

/** The parts of avsc's types that its declarations leave out. */
interface RecordType extends Type {
  readonly fields: readonly { readonly name: string; readonly type: Type }[];
}

/** True for a record, the type that a file's rows have. */
export function isRecord(type: Type): type is RecordType {
  return type.typeName === 'record';
}

function isArray(type: Type): type is Type & { readonly itemsType: Type } {
  return type.typeName === 'array';
}

function isMap(type: Type): type is Type & { readonly valuesType: Type } {
  return type.typeName === 'map';
}

function isUnion(type: Type): type is Type & { readonly types: readonly Type[] } {
  return type.typeName.startsWith('union:');
}

function integer(raw: unknown): bigint {
  return typeof raw === 'bigint' ? raw : BigInt(Number(raw));
}

function bytesOf(raw: unknown): Uint8Array {
  if (raw instanceof Uint8Array) return raw;
  throw new RangeError('Bytes are missing.');
}

function listOf(raw: unknown): readonly unknown[] {
  if (Array.isArray(raw)) return raw;
  throw new RangeError('A list is missing.');
}

function recordOf(raw: unknown): Record<string, unknown> {
  // SAFETY: an object's own entries may be asked for by any name.
  if (typeof raw === 'object' && raw !== null) return raw as Record<string, unknown>;
  throw new RangeError('A record is missing.');
}
