import {
  Binary,
  Bool,
  DateDay,
  Decimal,
  Field,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  List,
  Map_,
  Struct,
  TimeMicrosecond,
  TimestampMicrosecond,
  TimestampNanosecond,
  Utf8,
} from 'apache-arrow';
import type { DataType } from 'apache-arrow';
import {
  DuckDBDecimalType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
} from '@duckdb/node-api';
import { DuckDBTypeId } from '@duckdb/node-api';
import type { DuckDBType } from '@duckdb/node-api';
import { AppError } from '../../shared/errors.ts';

const leaves: Partial<Record<DuckDBTypeId, () => DataType>> = {
  [DuckDBTypeId.BOOLEAN]: () => new Bool(),
  [DuckDBTypeId.TINYINT]: () => new Int8(),
  [DuckDBTypeId.SMALLINT]: () => new Int16(),
  [DuckDBTypeId.INTEGER]: () => new Int32(),
  [DuckDBTypeId.BIGINT]: () => new Int64(),
  [DuckDBTypeId.HUGEINT]: () => new Decimal(0, 38, 128),
  [DuckDBTypeId.FLOAT]: () => new Float32(),
  [DuckDBTypeId.DOUBLE]: () => new Float64(),
  [DuckDBTypeId.VARCHAR]: () => new Utf8(),
  [DuckDBTypeId.BLOB]: () => new Binary(),
  [DuckDBTypeId.DATE]: () => new DateDay(),
  [DuckDBTypeId.TIME]: () => new TimeMicrosecond(),
  [DuckDBTypeId.TIMESTAMP]: () => new TimestampMicrosecond(),
  [DuckDBTypeId.TIMESTAMP_NS]: () => new TimestampNanosecond(),
  [DuckDBTypeId.TIMESTAMP_TZ]: () => new TimestampMicrosecond('UTC'),
};

/** The Arrow type for a DuckDB type that `wireCast` has made ready. */
export function arrowType(type: DuckDBType): DataType {
  if (type instanceof DuckDBListType) return new List(field('item', type.valueType));
  if (type instanceof DuckDBMapType) {
    const entry = new Struct<{ key: DataType; value: DataType }>([
      new Field('key', arrowType(type.keyType), false),
      field('value', type.valueType),
    ]);
    return new Map_(new Field('entries', entry, false));
  }
  if (type instanceof DuckDBStructType) {
    const fields: Field<DataType>[] = type.entryTypes.map((entry, index) =>
      field(type.entryNames[index] ?? '', entry),
    );
    return new Struct<Record<string, DataType>>(fields);
  }
  if (type instanceof DuckDBDecimalType) return new Decimal(type.scale, type.width, 128);
  const make = leaves[type.typeId];
  if (!make) throw new AppError('internal', `No Arrow type stands for ${type.toString()}.`);
  return make();
}

function field(name: string, type: DuckDBType): Field<DataType> {
  return new Field(name, arrowType(type), true);
}
