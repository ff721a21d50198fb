import {
  BIGINT,
  BLOB,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  FLOAT,
  INTEGER,
  LIST,
  MAP,
  SMALLINT,
  STRUCT,
  TIME,
  TIMESTAMP,
  TIMESTAMPTZ,
  TIMESTAMP_NS,
  TINYINT,
  UBIGINT,
  UINTEGER,
  USMALLINT,
  UTINYINT,
  VARCHAR,
} from '@duckdb/node-api';
import type { DuckDBType } from '@duckdb/node-api';
import { DataType, Precision, TimeUnit } from 'apache-arrow';
import { fieldsOf, typeOf } from './arrowParts.ts';
import { distinctNames } from './distinctNames.ts';

const INTEGERS = {
  signed: { 8: TINYINT, 16: SMALLINT, 32: INTEGER, 64: BIGINT },
  unsigned: { 8: UTINYINT, 16: USMALLINT, 32: UINTEGER, 64: UBIGINT },
} as const;

/** Most digits that a decimal of DuckDB has. */
export const MOST_DIGITS = 38;

/**
 * The DuckDB type that holds every value of an Arrow type to the digit, or undefined if there is none.
 *
 * A decimal of more than 38 digits and a time in nanoseconds are text; a duration is the number of its
 * unit, as Parquet and DuckDB keep none finer than a microsecond; nanoseconds with a zone are the same
 * moment in UTC without one.
 */
export function arrowDuckdbType(type: DataType): DuckDBType | undefined {
  if (DataType.isNull(type) || DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return VARCHAR;
  if (DataType.isUtf8View(type)) return VARCHAR;
  if (DataType.isBool(type)) return BOOLEAN;
  if (DataType.isInt(type)) return INTEGERS[type.isSigned ? 'signed' : 'unsigned'][type.bitWidth];
  if (DataType.isFloat(type)) return type.precision === Precision.DOUBLE ? DOUBLE : FLOAT;
  if (DataType.isDecimal(type)) return isWide(type) ? VARCHAR : DECIMAL(type.precision, type.scale);
  if (DataType.isDate(type)) return DATE;
  if (DataType.isTime(type)) return type.unit === TimeUnit.NANOSECOND ? VARCHAR : TIME;
  if (DataType.isDuration(type)) return BIGINT;
  if (DataType.isTimestamp(type)) {
    if (type.unit === TimeUnit.NANOSECOND) return TIMESTAMP_NS;
    return type.timezone === null || type.timezone === undefined || type.timezone === ''
      ? TIMESTAMP
      : TIMESTAMPTZ;
  }
  if (isBytes(type)) return BLOB;
  if (DataType.isDictionary(type)) return arrowDuckdbType(typeOf({ type: type.dictionary }));
  return nestedType(type);
}

/** True for a decimal that DuckDB's do not hold. */
export function isWide(type: { readonly precision: number; readonly scale: number }): boolean {
  return type.precision > MOST_DIGITS || type.scale < 0 || type.scale > type.precision;
}

/** True for the byte strings of Arrow. */
export function isBytes(type: DataType): boolean {
  return (
    DataType.isBinary(type) ||
    DataType.isLargeBinary(type) ||
    DataType.isBinaryView(type) ||
    DataType.isFixedSizeBinary(type)
  );
}

function nestedType(type: DataType): DuckDBType | undefined {
  if (isListLike(type)) {
    const item = childTypes(type)[0];
    return item && LIST(item);
  }
  if (DataType.isMap(type)) {
    const [entries] = fieldsOf(type);
    const [key, value] = entries ? childTypes(typeOf(entries)) : [];
    return key && value && MAP(key, value);
  }
  if (!DataType.isStruct(type)) return undefined;
  const types = childTypes(type);
  const names = distinctNames(type.children.map(({ name }) => name)).names;
  if (types.length === 0 || types.some((child) => child === undefined)) return undefined;
  return STRUCT(Object.fromEntries(names.flatMap((name, at) => pair(name, types[at]))));
}

/** True for the lists of Arrow: of any size, of one size, with wide offsets. */
export function isListLike(type: DataType): boolean {
  return DataType.isList(type) || DataType.isLargeList(type) || DataType.isFixedSizeList(type);
}

function childTypes(type: DataType): (DuckDBType | undefined)[] {
  return fieldsOf(type).map((child) => arrowDuckdbType(typeOf(child)));
}

function pair(name: string, type: DuckDBType | undefined): [string, DuckDBType][] {
  return type ? [[name, type]] : [];
}
