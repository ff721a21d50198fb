import { DataType } from 'apache-arrow';
import type { Data } from 'apache-arrow';
import { bytesOf, offsetsOf, typeOf } from './arrowParts.ts';
import { decimalText } from './decimalText.ts';
import { timeText } from './timeText.ts';
import type { Valid } from './validity.ts';

/** Bytes of one value each, or undefined for a null. */
export type Texts = readonly (Uint8Array | undefined)[];

/** The picked texts or bytes of Arrow data, and what is only held as text. */
export function ownTexts(data: Data, pick: Int32Array, valid: Valid): Texts {
  const read = reader(data);
  return Array.from(pick, (row, at) => (valid?.[at] === 0 ? undefined : read(row + data.offset)));
}

function reader(data: Data): (row: number) => Uint8Array {
  const type = typeOf(data);
  if (DataType.isUtf8View(type) || DataType.isBinaryView(type)) return viewReader(data);
  const bytes = bytesOf(data);
  const encoder = new TextEncoder();
  if (DataType.isFixedSizeBinary(type))
    return (row) => part(bytes, row * type.byteWidth, type.byteWidth);
  if (DataType.isDecimal(type)) {
    const width = type.bitWidth / 8;
    return (row) => encoder.encode(decimalText(part(bytes, row * width, width), type.scale));
  }
  if (DataType.isTime(type)) {
    return (row) => {
      const value = part(bytes, row * 8, 8);
      const view = new DataView(value.buffer, value.byteOffset, 8);
      return encoder.encode(timeText(view.getBigInt64(0, true)));
    };
  }
  const offsets = offsetsOf(data);
  return (row) => {
    const from = Number(offsets[row]);
    return part(bytes, from, Number(offsets[row + 1]) - from);
  };
}

/** A view holds up to 12 bytes in place, or says where more of them lie. */
function viewReader(data: Data): (row: number) => Uint8Array {
  const views = bytesOf(data);
  const numbers = new DataView(views.buffer, views.byteOffset, views.length);
  return (row) => {
    const length = numbers.getInt32(row * 16, true);
    if (length <= 12) return part(views, row * 16 + 4, length);
    const buffer = data.variadicBuffers[numbers.getInt32(row * 16 + 8, true)];
    if (!buffer) throw new RangeError('A text lies nowhere.');
    return part(buffer, numbers.getInt32(row * 16 + 12, true), length);
  };
}

function part(bytes: Uint8Array, from: number, length: number): Uint8Array {
  if (!(from >= 0 && length >= 0 && from + length <= bytes.length)) {
    throw new RangeError('A text ends nowhere.');
  }
  return bytes.subarray(from, from + length);
}
