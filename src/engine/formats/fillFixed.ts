import duckdb from '@duckdb/node-bindings';
import type { Vector } from '@duckdb/node-bindings';
import { DataType, DateUnit, Precision, TimeUnit } from 'apache-arrow';
import type { Data } from 'apache-arrow';
import { isWide } from './arrowDuckdbType.ts';
import { bytesOf, typeOf } from './arrowParts.ts';
import { halfToFloat } from './halfToFloat.ts';
import type { Valid } from './validity.ts';

const DAY_MS = 86_400_000n;

/** Writes values of fixed width; false for types that are written as text or bytes. */
export function fillFixed(vector: Vector, data: Data, pick: Int32Array, valid: Valid): boolean {
  const made = fixedBytes(data, pick, valid);
  if (!made) return false;
  if (made.byteLength > 0) duckdb.copy_data_to_vector(vector, 0, made, 0, made.byteLength);
  return true;
}

function fixedBytes(data: Data, pick: Int32Array, valid: Valid): ArrayBuffer | undefined {
  const type = typeOf(data);
  if (DataType.isBool(type)) return booleans(data, pick, valid);
  if (DataType.isInt(type)) return gather(data, pick, valid, type.bitWidth / 8);
  if (DataType.isFloat(type)) {
    if (type.precision !== Precision.HALF)
      return gather(data, pick, valid, type.precision === Precision.DOUBLE ? 8 : 4);
    const halves = new Uint16Array(gather(data, pick, valid, 2));
    return Float32Array.from(halves, halfToFloat).buffer;
  }
  if (DataType.isDecimal(type)) {
    if (isWide(type)) return undefined;
    const cut = decimalBytes(type.precision);
    return gather(data, pick, valid, type.bitWidth / 8, cut);
  }
  if (DataType.isDuration(type)) return gather(data, pick, valid, 8);
  if (DataType.isDate(type)) {
    if (type.unit === DateUnit.DAY) return gather(data, pick, valid, 4);
    const days = new BigInt64Array(gather(data, pick, valid, 8));
    return Int32Array.from(days, (ms) => Number((ms - mod(ms, DAY_MS)) / DAY_MS)).buffer;
  }
  if (DataType.isTime(type)) {
    if (type.unit === TimeUnit.NANOSECOND) return undefined;
    if (type.bitWidth === 64) return gather(data, pick, valid, 8);
    const small = new Int32Array(gather(data, pick, valid, 4));
    const micros = type.unit === TimeUnit.SECOND ? 1_000_000n : 1000n;
    return BigInt64Array.from(small, (value) => BigInt(value) * micros).buffer;
  }
  if (!DataType.isTimestamp(type)) return undefined;
  const raw = gather(data, pick, valid, 8);
  if (type.unit === TimeUnit.SECOND) return scaled(raw, 1_000_000n);
  return type.unit === TimeUnit.MILLISECOND ? scaled(raw, 1000n) : raw;
}

function scaled(raw: ArrayBuffer, by: bigint): ArrayBuffer {
  return BigInt64Array.from(new BigInt64Array(raw), (value) => {
    const micros = value * by;
    if (BigInt.asIntN(64, micros) !== micros) throw new RangeError('A timestamp is out of range.');
    return micros;
  }).buffer;
}

function mod(value: bigint, by: bigint): bigint {
  return ((value % by) + by) % by;
}

/**
 * The picked values end to end, `keep` bytes of each `width`: the low ones, as numbers are little-endian.
 * A null is all zeros.
 */
function gather(
  data: Data,
  pick: Int32Array,
  valid: Valid,
  width: number,
  keep = width,
): ArrayBuffer {
  const bytes = bytesOf(data);
  const out = new Uint8Array(pick.length * keep);
  const first = (pick[0] ?? 0) + data.offset;
  if (keep === width && isRun(pick) && (first + pick.length) * width <= bytes.length) {
    out.set(bytes.subarray(first * width, (first + pick.length) * width));
    if (valid) for (let at = 0; at < pick.length; at += 1) zeroNull(out, at, width, valid);
    return out.buffer;
  }
  for (let at = 0; at < pick.length; at += 1) {
    if (valid?.[at] === 0) continue;
    const from = ((pick[at] ?? 0) + data.offset) * width;
    if (from + width > bytes.length) throw new RangeError('A column is shorter than its batch.');
    for (let byte = 0; byte < keep; byte += 1) out[at * keep + byte] = bytes[from + byte] ?? 0;
  }
  return out.buffer;
}

function zeroNull(out: Uint8Array, at: number, width: number, valid: Uint8Array): void {
  if (valid[at] === 0) out.fill(0, at * width, (at + 1) * width);
}

function isRun(pick: Int32Array): boolean {
  const first = pick[0] ?? 0;
  for (let at = 1; at < pick.length; at += 1) if (pick[at] !== first + at) return false;
  return true;
}

/** Arrow keeps booleans as bits, DuckDB as bytes. */
function booleans(data: Data, pick: Int32Array, valid: Valid): ArrayBuffer {
  const bits = bytesOf(data);
  const out = new Uint8Array(pick.length);
  for (let at = 0; at < pick.length; at += 1) {
    if (valid?.[at] === 0) continue;
    const row = (pick[at] ?? 0) + data.offset;
    if (row >> 3 >= bits.length) throw new RangeError('A column is shorter than its batch.');
    out[at] = ((bits[row >> 3] ?? 0) >> (row & 7)) & 1;
  }
  return out.buffer;
}

/** DuckDB keeps a decimal in the smallest integer that its precision fits in. */
function decimalBytes(precision: number): number {
  if (precision <= 4) return 2;
  if (precision <= 9) return 4;
  return precision <= 18 ? 8 : 16;
}
