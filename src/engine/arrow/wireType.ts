import {
  DuckDBArrayType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  DuckDBTypeId,
} from '@duckdb/node-api';
import type { DuckDBType } from '@duckdb/node-api';
import { fromDuckdbType } from '../../core/sql/fromDuckdbType.ts';
import { ident, joinSql, sql, trusted } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { duckdbType } from '../../core/sql/types.ts';

/** Types whose bytes go into Arrow as they are, or widened without a loss. */
const NATIVE: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.DECIMAL,
  DuckDBTypeId.VARCHAR,
  DuckDBTypeId.BLOB,
  DuckDBTypeId.DATE,
  DuckDBTypeId.TIME,
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_NS,
  DuckDBTypeId.TIMESTAMP_TZ,
]);

/**
 * The type that a value is cast to in SQL before it goes into Arrow, or undefined where no cast is
 * needed. Types without an Arrow counterpart become their canonical text there, not in JavaScript.
 */
export function wireCast(type: DuckDBType): Sql | undefined {
  return isNative(type) ? undefined : wireSql(type);
}

/** True for a struct made by `row(1, 2)`: its fields have no names, so it is shown as text. */
export function isUnnamedStruct(type: DuckDBType): boolean {
  return type instanceof DuckDBStructType && type.entryNames.some((name) => name === '');
}

function isNative(type: DuckDBType): boolean {
  if (type instanceof DuckDBListType) return isNative(type.valueType);
  if (type instanceof DuckDBMapType) return isNative(type.keyType) && isNative(type.valueType);
  if (type instanceof DuckDBStructType) {
    return !isUnnamedStruct(type) && type.entryTypes.every(isNative);
  }
  return NATIVE.has(type.typeId);
}

function wireSql(type: DuckDBType): Sql {
  if (type instanceof DuckDBListType || type instanceof DuckDBArrayType) {
    return sql`${wireSql(type.valueType)}[]`;
  }
  if (type instanceof DuckDBMapType) {
    return sql`MAP(${wireSql(type.keyType)}, ${wireSql(type.valueType)})`;
  }
  if (type instanceof DuckDBStructType && !isUnnamedStruct(type)) {
    const fields = type.entryTypes.map(
      (entry, index) => sql`${ident(type.entryNames[index] ?? '')} ${wireSql(entry)}`,
    );
    return sql`STRUCT(${joinSql(fields)})`;
  }
  if (type.typeId === DuckDBTypeId.HUGEINT) return trusted('HUGEINT');
  if (type.typeId === DuckDBTypeId.INTERVAL) return trusted('VARCHAR');
  return isUnnamedStruct(type) ? trusted('VARCHAR') : duckdbType(fromDuckdbType(type.toString()));
}
