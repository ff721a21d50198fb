import type { Data, DataType, Field, Vector } from 'apache-arrow';

// Arrow's declarations leave the parts of a type that is not known before open; these name them.

/** The type of a field or of data. */
export function typeOf(part: { readonly type: unknown }): DataType {
  // SAFETY: every field and all data have an Arrow type.
  return part.type as DataType;
}

/** The fields of a nested type. */
export function fieldsOf(type: DataType): readonly Field[] {
  // SAFETY: the children of a type are fields; a plain type has null.
  return (type.children as readonly Field[] | null) ?? [];
}

/** The bytes of a value buffer, whatever array it is shown as. */
export function bytesOf(data: Data): Uint8Array {
  // SAFETY: a value buffer is a typed array; a type without one has undefined.
  const values = data.values as ArrayBufferView | undefined;
  if (!values) return new Uint8Array();
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** The numbers of a buffer of codes. */
export function codesOf(data: Data): ArrayLike<number | bigint> {
  const values: unknown = data.values;
  // SAFETY: the codes of a dictionary are integers.
  return values as ArrayLike<number | bigint>;
}

/** Where texts and lists begin and end. */
export function offsetsOf(data: Data): ArrayLike<number | bigint> {
  // SAFETY: offsets are integers of 32 or 64 bits; a type without them has undefined.
  return (data.valueOffsets as ArrayLike<number | bigint> | undefined) ?? [];
}

/** The bits of the rows that hold a value; empty where all do. */
export function bitmapOf(data: Data): Uint8Array {
  const bitmap: unknown = data.nullBitmap;
  return bitmap instanceof Uint8Array ? bitmap : new Uint8Array();
}

/** The values that codes stand for. */
export function dictionaryOf(data: Data): Vector | undefined {
  return data.dictionary;
}

/** Data of whatever type as data. */
export function anyData(data: unknown): Data {
  // SAFETY: only what a builder made is given to it.
  return data as Data;
}
