import { DataType, TimeUnit } from 'apache-arrow';
import type { Data } from 'apache-arrow';
import { AppError } from '../errors.ts';
import type { Cell } from './cell.ts';
import { dateText, timeText, timestampText } from './temporalText.ts';

/** Values of Arrow types that are plain numbers. */
type Numbers = ArrayLike<number>;

/** Gives the value of a row, counted within its batch. */
export type Read = (row: number) => Cell;

/**
 * Reads the values of a column of a page one by one, in place, nested ones too; nulls are `null`.
 * Throws `internal` for an Arrow type that the engine never writes.
 */
export function valueReader(data: Data): Read {
  const read = filledReader(data);
  return data.nullCount === 0 ? read : (row) => (data.getValid(row) ? read(row) : null);
}

function filledReader(data: Data): Read {
  const { type } = data;
  if (DataType.isBool(type)) {
    // SAFETY: Arrow keeps booleans as bits in bytes.
    const bits = data.values as Uint8Array;
    return (row) => {
      const at = row + data.offset;
      return ((bits[at >> 3] ?? 0) & (1 << (at & 7))) !== 0;
    };
  }
  if (DataType.isInt(type) && type.bitWidth === 64) return bigText(data, String);
  if (DataType.isInt(type) || DataType.isFloat(type)) return numberReader(data, (value) => value);
  if (DataType.isDecimal(type)) return decimalReader(data, type.scale);
  if (DataType.isDate(type)) return numberReader(data, dateText);
  if (DataType.isTime(type)) return bigText(data, timeText);
  if (DataType.isTimestamp(type)) {
    const digits = type.unit === TimeUnit.NANOSECOND ? 9 : 6;
    const zone = type.timezone === null || type.timezone === undefined ? '' : '+00';
    return bigText(data, (units) => withZone(timestampText(units, digits), zone));
  }
  if (DataType.isUtf8(type)) {
    // A text may begin with U+FEFF, which is no mark here.
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    return (row) => decoder.decode(bytesAt(data, row));
  }
  if (DataType.isBinary(type)) return (row) => blobText(bytesAt(data, row));
  if (DataType.isList(type)) return listReader(data, (item) => item);
  if (DataType.isMap(type)) {
    // SAFETY: the items of a map are structs of key and value.
    return listReader(data, (item) => Object.values(item as Record<string, Cell>));
  }
  if (DataType.isStruct(type)) return structReader(data);
  throw new AppError('internal', `A page holds the Arrow type ${String(type.typeId)}.`);
}

function numberReader(data: Data, show: (value: number) => Cell): Read {
  // SAFETY: integers to 32 bits, floats and days are plain numbers.
  const values = data.values as Numbers;
  return (row) => show(values[row] ?? 0);
}

function bigText(data: Data, write: (value: bigint) => string): Read {
  // SAFETY: 64-bit Arrow types keep their values so.
  const values = data.values as BigInt64Array;
  return (row) => write(values[row] ?? 0n);
}

function withZone(text: string, zone: string): string {
  return text.endsWith('infinity') ? text : text + zone;
}

function decimalReader(data: Data, scale: number): Read {
  // SAFETY: Arrow decimals of 128 bits are four little-endian words each.
  const words = data.values as Uint32Array;
  return (row) => {
    const word = (index: number): bigint => BigInt(words[row * 4 + index] ?? 0);
    const value = BigInt.asIntN(
      128,
      (word(3) << 96n) | (word(2) << 64n) | (word(1) << 32n) | word(0),
    );
    if (scale === 0) return value.toString();
    const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
    const text = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
    return value < 0n ? `-${text}` : text;
  };
}

function bytesAt(data: Data, row: number): Uint8Array {
  // SAFETY: Utf8 and Binary have these buffers.
  const [offsets, bytes] = [data.valueOffsets as Int32Array, data.values as Uint8Array];
  return bytes.subarray(offsets[row], offsets[row + 1]);
}

/** Bytes as DuckDB writes a BLOB: printable ASCII as it is, except quotes and backslash. */
function blobText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    const plain = byte >= 32 && byte <= 126 && byte !== 0x22 && byte !== 0x27 && byte !== 0x5c;
    return plain
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

function listReader(data: Data, each: (item: Cell) => Cell): Read {
  const [child] = data.children;
  const read: Read = child ? valueReader(child) : () => null;
  // SAFETY: List and Map have offsets of 32 bits.
  const offsets = data.valueOffsets as Int32Array;
  return (row) => {
    const from = offsets[row] ?? 0;
    return Array.from({ length: (offsets[row + 1] ?? from) - from }, (_, at) =>
      each(read(from + at)),
    );
  };
}

function structReader(data: Data): Read {
  const { type } = data;
  if (!DataType.isStruct(type)) return () => null;
  const fields = data.children.map(
    (child, index) => [type.children[index]?.name ?? '', valueReader(child)] as const,
  );
  return (row) => Object.fromEntries(fields.map(([name, read]) => [name, read(row)]));
}
