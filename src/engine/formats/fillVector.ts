import duckdb from '@duckdb/node-bindings';
import type { Vector } from '@duckdb/node-bindings';
import { DataType } from 'apache-arrow';
import type { Data } from 'apache-arrow';
import { isBytes, isListLike } from './arrowDuckdbType.ts';
import { codesOf, dictionaryOf, offsetsOf, typeOf } from './arrowParts.ts';
import { fillFixed } from './fillFixed.ts';
import { fillTexts } from './fillTexts.ts';
import { onePiece } from './onePiece.ts';
import { ownTexts } from './ownTexts.ts';
import { validRows, writeValidity } from './validity.ts';
import type { Valid } from './validity.ts';

/**
 * Writes the picked rows of Arrow data into a DuckDB vector whose type is `arrowDuckdbType`'s, straight
 * from the buffers, so no value becomes a JavaScript number on its way. Lengths and offsets are checked,
 * as a damaged file may point anywhere; throws `RangeError`.
 */
export function fillVector(vector: Vector, data: Data, pick: Int32Array, parent?: Valid): void {
  const type = typeOf(data);
  const valid = validRows(data, pick, parent);
  if (DataType.isDictionary(type)) {
    fillCodes(vector, data, pick, valid);
    return;
  }
  if (DataType.isNull(type)) {
    writeValidity(vector, new Uint8Array(pick.length), pick.length);
    return;
  }
  if (isListLike(type) || DataType.isMap(type)) {
    fillLists(vector, data, pick, valid);
  } else if (DataType.isStruct(type)) {
    data.children.forEach((child, index) => {
      fillVector(duckdb.struct_vector_get_child(vector, index), child, shifted(pick, data), valid);
    });
  } else if (!fillFixed(vector, data, pick, valid)) {
    fillTexts(vector, ownTexts(data, pick, valid), !isBytes(type));
  }
  writeValidity(vector, valid, pick.length);
}

/** A struct that begins at an offset has children that do not. */
function shifted(pick: Int32Array, data: Data): Int32Array {
  return data.offset === 0 ? pick : pick.map((row) => row + data.offset);
}

function fillLists(vector: Vector, data: Data, pick: Int32Array, valid: Valid): void {
  const [child] = data.children;
  if (!child) throw new RangeError('A list has no items.');
  const spans = listSpans(data, pick, valid, child.length);
  let total = 0;
  for (let at = 1; at < spans.length; at += 2) total += spans[at] ?? 0;
  const entries = new BigUint64Array(pick.length * 2);
  const items = new Int32Array(total);
  let next = 0;
  for (let at = 0; at < pick.length; at += 1) {
    const from = spans[at * 2] ?? 0;
    const length = spans[at * 2 + 1] ?? 0;
    entries[at * 2] = BigInt(next);
    entries[at * 2 + 1] = BigInt(length);
    for (let item = 0; item < length; item += 1) items[next + item] = from + item;
    next += length;
  }
  duckdb.list_vector_reserve(vector, total);
  duckdb.list_vector_set_size(vector, total);
  duckdb.copy_data_to_vector(vector, 0, entries.buffer, 0, entries.byteLength);
  fillVector(duckdb.list_vector_get_child(vector), child, items);
}

/** Start and length of each picked list; a null has none. */
function listSpans(data: Data, pick: Int32Array, valid: Valid, most: number): Int32Array {
  const type = typeOf(data);
  const spans = new Int32Array(pick.length * 2);
  const size = DataType.isFixedSizeList(type) ? type.listSize : undefined;
  const offsets = offsetsOf(data);
  for (let at = 0; at < pick.length; at += 1) {
    if (valid?.[at] === 0) continue;
    const row = (pick[at] ?? 0) + data.offset;
    const from = size === undefined ? Number(offsets[row]) : row * size;
    const end = size === undefined ? Number(offsets[row + 1]) : from + size;
    if (!(from >= 0 && end >= from && end <= most)) throw new RangeError('A list ends nowhere.');
    spans[at * 2] = from;
    spans[at * 2 + 1] = end - from;
  }
  return spans;
}

/** The values that codes stand for; the rows of one value are one pick more. */
function fillCodes(vector: Vector, data: Data, pick: Int32Array, valid: Valid): void {
  const type = typeOf(data);
  const dictionary = dictionaryOf(data);
  if (!DataType.isDictionary(type) || !dictionary) throw new RangeError('A dictionary is missing.');
  const codes = new Int32Array(pick.length);
  const values = codesOf(data);
  const known = valid ? Uint8Array.from(valid) : new Uint8Array(pick.length).fill(1);
  const piece = onePiece(dictionary);
  for (let at = 0; at < pick.length; at += 1) {
    if (known[at] === 0) continue;
    const code = Number(values[(pick[at] ?? 0) + data.offset]);
    if (!(code >= 0 && code < dictionary.length))
      throw new RangeError('A code stands for nothing.');
    codes[at] = code;
  }
  if (!piece) {
    writeValidity(vector, new Uint8Array(pick.length), pick.length);
    return;
  }
  fillVector(vector, piece, codes, known);
}
