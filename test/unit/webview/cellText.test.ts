import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/shared/arrow/cell.ts';
import type { ColumnType } from '../../../src/shared/columnType.ts';
import { cellText } from '../../../webview/workbench/table/cellText.ts';

const list: ColumnType = { kind: 'list', item: { kind: 'int64' } };
const struct: ColumnType = {
  kind: 'struct',
  fields: [
    { name: 'a "b"', type: { kind: 'float64' } },
    { name: 'at', type: { kind: 'date' } },
  ],
};
const map: ColumnType = { kind: 'map', key: { kind: 'text' }, value: { kind: 'int32' } };

describe('the text of a cell', () => {
  it.each<[Cell, ColumnType, string, string]>([
    [null, { kind: 'text' }, '', 'null'],
    ['', { kind: 'text' }, '', 'empty'],
    [' ', { kind: 'text' }, ' ', 'text'],
    [true, { kind: 'boolean' }, 'true', 'boolean'],
    [Number.NaN, { kind: 'float64' }, 'NaN', 'nan'],
    [Number.NEGATIVE_INFINITY, { kind: 'float64' }, '-Infinity', 'infinite'],
    [-0, { kind: 'float64' }, '-0', 'number'],
    [0.1, { kind: 'float64' }, '0.1', 'number'],
    [5e-324, { kind: 'float64' }, '5e-324', 'number'],
    // The double nearest to the float that is nearest to 0.1.
    [0.10000000149011612, { kind: 'float32' }, '0.1', 'number'],
    [16777216, { kind: 'float32' }, '16777216', 'number'],
    [3.4028234663852886e38, { kind: 'float32' }, '3.4028235e+38', 'number'],
    ['9007199254740993', { kind: 'int64' }, '9007199254740993', 'number'],
    [
      '12345678901234567890.12',
      { kind: 'decimal', precision: 38, scale: 2 },
      '12345678901234567890.12',
      'number',
    ],
    ['2026-01-31', { kind: 'date' }, '2026-01-31', 'time'],
    [[], list, '[]', 'nested'],
    [['9007199254740993', null], list, '[9007199254740993, null]', 'nested'],
    [
      { 'a "b"': Number.NaN, at: '2026-01-31' },
      struct,
      '{"a \\"b\\"": NaN, "at": "2026-01-31"}',
      'nested',
    ],
    [[['k', 1]], map, '{"k": 1}', 'nested'],
  ])('%j as %j', (cell, type, text, kind) => {
    expect(cellText(cell, type)).toEqual({ text, kind });
  });
});
