import {
  Bool,
  Decimal,
  Field,
  Float64,
  Int32,
  Int64,
  List,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  TimestampMicrosecond,
  Utf8,
} from 'apache-arrow';
import type { Data } from 'apache-arrow';
import { TYPE_KEY } from '../../../src/shared/arrow/typeKey.ts';
import type { Column, ColumnType } from '../../../src/shared/columnType.ts';
import type { Page } from '../../../src/shared/contracts/engine.ts';
import type { FakeValue } from './fakeColumns.ts';

/**
 * Values of columns as an Arrow stream, as the engine writes it. Made of plain buffers, as the
 * library's builders make code from text, which the page's policy does not allow.
 */
export function fakePage(
  columns: readonly Column[],
  values: readonly (readonly FakeValue[])[],
): Page {
  const length = values[0]?.length ?? 0;
  const children = columns.map(({ type }, index) => columnData(type, values[index] ?? []));
  const fields = columns.map(
    ({ name, type }, index) =>
      new Field(
        name,
        children[index]?.type ?? new Utf8(),
        true,
        new Map([[TYPE_KEY, JSON.stringify(type)]]),
      ),
  );
  const schema = new Schema(fields);
  const data = makeData({ type: new Struct(fields), length, nullCount: 0, children });
  const table = new Table([new RecordBatch(schema, data)]);
  return { arrow: tableToIPC(table, 'stream'), rows: length, schema: columns };
}

function columnData(type: ColumnType, values: readonly FakeValue[]): Data {
  const length = values.length;
  const nullBitmap = bits(values.map((value) => value !== null));
  const nullCount = values.filter((value) => value === null).length;
  const common = { length, nullCount, nullBitmap };
  const big = (): BigInt64Array =>
    BigInt64Array.from(values, (value) => (typeof value === 'bigint' ? value : 0n));
  const numbers = values.map((value) => (typeof value === 'number' ? value : 0));
  switch (type.kind) {
    case 'boolean':
      return makeData({ ...common, type: new Bool(), data: bits(values.map(Boolean)) });
    case 'int32':
      return makeData({ ...common, type: new Int32(), data: Int32Array.from(numbers) });
    case 'float64':
      return makeData({ ...common, type: new Float64(), data: Float64Array.from(numbers) });
    case 'int64':
      return makeData({ ...common, type: new Int64(), data: big() });
    case 'timestamp':
      return makeData({ ...common, type: new TimestampMicrosecond(), data: big() });
    case 'decimal': {
      const data = new Uint32Array(length * 4);
      big().forEach((value, row) => {
        data[row * 4] = Number(value);
      });
      return makeData({ ...common, type: new Decimal(type.scale, type.precision, 128), data });
    }
    case 'list': {
      const items = values.map(itemsOf);
      const child = columnData(type.item, items.flat());
      const valueOffsets = offsets(items.map((list) => list.length));
      const list = new List(new Field('item', child.type, true));
      return makeData({ ...common, type: list, valueOffsets, child });
    }
    case 'struct': {
      const children = type.fields.map(({ name, type: inner }) =>
        columnData(
          inner,
          values.map((value) => fieldOf(value, name)),
        ),
      );
      const fields = type.fields.map(
        ({ name }, index) => new Field(name, children[index]?.type ?? new Utf8(), true),
      );
      return makeData({ ...common, type: new Struct(fields), children });
    }
    default: {
      const encoder = new TextEncoder();
      const encoded = values.map((value) => encoder.encode(typeof value === 'string' ? value : ''));
      const valueOffsets = offsets(encoded.map(({ length: size }) => size));
      const data = new Uint8Array(valueOffsets.at(-1) ?? 0);
      encoded.forEach((bytes, row) => {
        data.set(bytes, valueOffsets[row]);
      });
      return makeData({ ...common, type: new Utf8(), valueOffsets, data });
    }
  }
}

function itemsOf(value: FakeValue): readonly string[] {
  const isList = (one: FakeValue): one is readonly string[] => Array.isArray(one);
  return isList(value) ? value : [];
}

function fieldOf(value: FakeValue, name: string): FakeValue {
  if (typeof value !== 'object' || value === null || !('x' in value)) return null;
  return name === 'x' ? value.x : value.y;
}

function bits(flags: readonly boolean[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(flags.length / 8));
  flags.forEach((flag, at) => {
    if (flag) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
  });
  return bytes;
}

function offsets(sizes: readonly number[]): Int32Array {
  const ends = new Int32Array(sizes.length + 1);
  sizes.forEach((size, at) => {
    ends[at + 1] = (ends[at] ?? 0) + size;
  });
  return ends;
}
