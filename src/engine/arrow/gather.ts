import duckdb from '@duckdb/node-bindings';
import type { Vector } from '@duckdb/node-bindings';

/** Copies the picked rows of a vector of fixed width out of DuckDB's memory. */
export function gatherBytes(
  vector: Vector,
  size: number,
  pick: Int32Array,
  width: number,
): ArrayBuffer {
  const out = new Uint8Array(pick.length * width);
  if (size === 0 || pick.length === 0) return out.buffer;
  const bytes = duckdb.vector_get_data(vector, size * width);
  if (isIdentity(pick, size)) {
    out.set(bytes);
    return out.buffer;
  }
  pick.forEach((row, index) => {
    out.set(bytes.subarray(row * width, (row + 1) * width), index * width);
  });
  return out.buffer;
}

/** Arrow's validity of the picked rows; the bitmap is absent if none is null. */
export function gatherValidity(
  vector: Vector,
  size: number,
  pick: Int32Array,
): { nullBitmap: Uint8Array | undefined; nullCount: number } {
  const mask = size === 0 ? null : validity(vector, Math.ceil(size / 64) * 8);
  if (!mask) return { nullBitmap: undefined, nullCount: 0 };
  const nullBitmap = new Uint8Array(Math.ceil(pick.length / 8));
  let nullCount = 0;
  pick.forEach((row, index) => {
    if (((mask[row >> 3] ?? 0) & (1 << (row & 7))) === 0) nullCount += 1;
    else nullBitmap[index >> 3] = (nullBitmap[index >> 3] ?? 0) | (1 << (index & 7));
  });
  return nullCount === 0 ? { nullBitmap: undefined, nullCount } : { nullBitmap, nullCount };
}

/** The bytes of the picked texts end to end; a null takes no bytes. */
export function gatherStrings(
  vector: Vector,
  size: number,
  pick: Int32Array,
  nullBitmap: Uint8Array | undefined,
): { valueOffsets: Int32Array; data: Uint8Array } {
  // 16 bytes each: the length, then up to 12 bytes in place or 4 bytes and a pointer.
  const headers = new DataView(gatherBytes(vector, size, pick, 16));
  const valueOffsets = new Int32Array(pick.length + 1);
  for (let row = 0; row < pick.length; row += 1) {
    const valid = !nullBitmap || ((nullBitmap[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
    const length = valid ? headers.getUint32(row * 16, true) : 0;
    valueOffsets[row + 1] = (valueOffsets[row] ?? 0) + length;
  }
  const data = new Uint8Array(valueOffsets[pick.length] ?? 0);
  for (let row = 0; row < pick.length; row += 1) {
    const from = valueOffsets[row] ?? 0;
    const length = (valueOffsets[row + 1] ?? 0) - from;
    if (length === 0) continue;
    const at = row * 16;
    data.set(
      length <= 12
        ? new Uint8Array(headers.buffer, at + 4, length)
        : duckdb.get_data_from_pointer(headers.buffer, at + 8, length),
      from,
    );
  }
  return { valueOffsets, data };
}

/** Arrow keeps booleans as bits, DuckDB as bytes. */
export function toBits(bytes: Uint8Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(bytes.length / 8));
  bytes.forEach((byte, index) => {
    if (byte !== 0) bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
  });
  return bits;
}

/** Widens little-endian signed integers to 128 bits. */
export function widenTo128(buffer: ArrayBuffer, width: number): ArrayBuffer {
  if (width === 16) return buffer;
  const source = new Uint8Array(buffer);
  const count = source.length / width;
  const out = new Uint8Array(count * 16);
  for (let index = 0; index < count; index += 1) {
    const negative = ((source[(index + 1) * width - 1] ?? 0) & 0x80) !== 0;
    if (negative) out.fill(0xff, index * 16, index * 16 + 16);
    out.set(source.subarray(index * width, (index + 1) * width), index * 16);
  }
  return out.buffer;
}

/** The binding gives null where a vector has no mask; its declaration does not say so. */
function validity(vector: Vector, bytes: number): Uint8Array | null {
  return duckdb.vector_get_validity(vector, bytes);
}

function isIdentity(pick: Int32Array, size: number): boolean {
  if (pick.length !== size) return false;
  for (let index = 0; index < size; index += 1) if (pick[index] !== index) return false;
  return true;
}
