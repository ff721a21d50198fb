import { isUtf8 } from 'node:buffer';
import duckdb from '@duckdb/node-bindings';
import type { Vector } from '@duckdb/node-bindings';
import type { Texts } from './ownTexts.ts';

/** Writes texts or bytes into a vector. Text that is not UTF-8 is a `RangeError`. */
export function fillTexts(vector: Vector, texts: Texts, isText: boolean): void {
  texts.forEach((bytes, at) => {
    if (!bytes) return;
    if (isText && !isUtf8(bytes)) throw new RangeError('A text is not UTF-8.');
    duckdb.vector_assign_string_element_len(vector, at, bytes);
  });
}
