import duckdb from '@duckdb/node-bindings';
import type { Vector } from '@duckdb/node-bindings';
import type { Data } from 'apache-arrow';
import { bitmapOf } from './arrowParts.ts';

/** 1 for each picked row that holds a value, or undefined if all do. */
export type Valid = Uint8Array | undefined;

/** Which of the picked rows hold a value; a row that its parent has not is null, too. */
export function validRows(data: Data, pick: Int32Array, parent: Valid): Valid {
  const bitmap = bitmapOf(data);
  if (bitmap.length === 0 || data.nullCount === 0) return parent;
  const valid = new Uint8Array(pick.length);
  for (let at = 0; at < pick.length; at += 1) {
    const row = (pick[at] ?? 0) + data.offset;
    const set = ((bitmap[row >> 3] ?? 0) >> (row & 7)) & 1;
    valid[at] = parent && parent[at] === 0 ? 0 : set;
  }
  return valid;
}

/** Marks the rows of a vector that are null. */
export function writeValidity(vector: Vector, valid: Valid, count: number): void {
  if (!valid?.includes(0)) return;
  const words = new Uint8Array(Math.ceil(count / 64) * 8);
  for (let at = 0; at < count; at += 1) {
    if (valid[at] !== 0) words[at >> 3] = (words[at >> 3] ?? 0) | (1 << (at & 7));
  }
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, words.buffer, 0, words.length);
}
