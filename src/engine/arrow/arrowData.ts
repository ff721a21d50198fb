import { BufferType, Data } from 'apache-arrow';
import {
  DuckDBDecimalType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  DuckDBTypeId,
} from '@duckdb/node-api';
import type { DuckDBType } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { Vector } from '@duckdb/node-bindings';
import { arrowType } from './arrowType.ts';
import { gatherBytes, gatherStrings, gatherValidity, toBits, widenTo128 } from './gather.ts';

/**
 * Arrow data of one DuckDB vector, made from its buffers without a JavaScript value per cell.
 *
 * `pick` names the rows to take, in order; a list's items are picked, as DuckDB keeps them in any
 * order and with gaps while Arrow wants them end to end.
 */
export function arrowData(
  type: DuckDBType,
  vector: Vector,
  size: number,
  pick: Int32Array = identity(size),
): Data {
  const length = pick.length;
  const { nullBitmap, nullCount } = gatherValidity(vector, size, pick);
  const arrow = arrowType(type);
  const make = (buffers: Buffers, children: Data[] = []): Data => {
    const validity = nullBitmap === undefined ? {} : { [BufferType.VALIDITY]: nullBitmap };
    return new Data(arrow, 0, length, nullCount, { ...buffers, ...validity }, children);
  };
  if (type instanceof DuckDBStructType) {
    const children = type.entryTypes.map((entry, index) =>
      arrowData(entry, duckdb.struct_vector_get_child(vector, index), size, pick),
    );
    return make({}, children);
  }
  if (type instanceof DuckDBListType || type instanceof DuckDBMapType) {
    const { valueOffsets, items, total } = listItems(vector, size, pick, nullBitmap);
    const child = duckdb.list_vector_get_child(vector);
    return make({ [BufferType.OFFSET]: valueOffsets }, [
      arrowData(itemType(type), child, total, items),
    ]);
  }
  if (type.typeId === DuckDBTypeId.VARCHAR || type.typeId === DuckDBTypeId.BLOB) {
    const { valueOffsets, data } = gatherStrings(vector, size, pick, nullBitmap);
    return make({ [BufferType.OFFSET]: valueOffsets, [BufferType.DATA]: data });
  }
  return make({ [BufferType.DATA]: fixed(type, vector, size, pick) });
}

/** DuckDB keeps a map as a list of entries. */
function itemType(type: DuckDBListType | DuckDBMapType): DuckDBType {
  if (type instanceof DuckDBListType) return type.valueType;
  return new DuckDBStructType(['key', 'value'], [type.keyType, type.valueType]);
}

/** Arrow's buffers of one vector, by kind. */
interface Buffers {
  readonly [BufferType.OFFSET]?: Int32Array;
  readonly [BufferType.DATA]?: ArrayBufferView;
}

/** The value buffer of a type of fixed width. */
function fixed(type: DuckDBType, vector: Vector, size: number, pick: Int32Array): ArrayBufferView {
  const take = (width: number): ArrayBuffer => gatherBytes(vector, size, pick, width);
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return toBits(new Uint8Array(take(1)));
    case DuckDBTypeId.TINYINT:
      return new Int8Array(take(1));
    case DuckDBTypeId.SMALLINT:
      return new Int16Array(take(2));
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.DATE:
      return new Int32Array(take(4));
    case DuckDBTypeId.FLOAT:
      return new Float32Array(take(4));
    case DuckDBTypeId.DOUBLE:
      return new Float64Array(take(8));
    case DuckDBTypeId.HUGEINT:
      return new Uint32Array(take(16));
    case DuckDBTypeId.DECIMAL: {
      const width = type instanceof DuckDBDecimalType ? decimalBytes(type.width) : 16;
      return new Uint32Array(widenTo128(take(width), width));
    }
    default:
      return new BigInt64Array(take(8));
  }
}

/** DuckDB keeps a decimal in the smallest integer that its precision fits in. */
function decimalBytes(precision: number): number {
  if (precision <= 4) return 2;
  if (precision <= 9) return 4;
  return precision <= 18 ? 8 : 16;
}

interface ListItems {
  readonly valueOffsets: Int32Array;
  readonly items: Int32Array;
  readonly total: number;
}

function listItems(
  vector: Vector,
  size: number,
  pick: Int32Array,
  nullBitmap: Uint8Array | undefined,
): ListItems {
  const entries = new BigUint64Array(gatherBytes(vector, size, pick, 16));
  const valid = (row: number): boolean =>
    nullBitmap === undefined || ((nullBitmap[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
  const valueOffsets = new Int32Array(pick.length + 1);
  for (let row = 0; row < pick.length; row += 1) {
    const length = valid(row) ? Number(entries[row * 2 + 1]) : 0;
    valueOffsets[row + 1] = (valueOffsets[row] ?? 0) + length;
  }
  const items = new Int32Array(valueOffsets[pick.length] ?? 0);
  for (let row = 0; row < pick.length; row += 1) {
    const start = Number(entries[row * 2]);
    const from = valueOffsets[row] ?? 0;
    const to = valueOffsets[row + 1] ?? 0;
    for (let item = from; item < to; item += 1) items[item] = start + item - from;
  }
  return { valueOffsets, items, total: duckdb.list_vector_get_size(vector) };
}

function identity(size: number): Int32Array {
  return Int32Array.from({ length: size }, (_, index) => index);
}
