import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly column: string;
  readonly fields: { path: string; as: string; type: string }[];
}

const columns: ExampleTable['columns'] = [
  ['id', 'int64'],
  ['doc', 'text'],
];

const orders: ExampleTable['rows'] = [
  [1, '{"customer": {"name": "Ada \\u00e9"}, "total": 12.50, "paid": true, "items": [{"sku": 7}]}'],
  [2, '{"customer": {"name": null}, "total": "9,90", "paid": false, "items": []}'],
  [3, '{"customer": [], "total": -1e3}'],
  [4, '{"total": 1,}'],
  [5, ''],
  [6, null],
];

/** Worked examples of parse-json. */
export const parseJsonExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'texts, numbers and booleans of orders',
    input: { columns, rows: orders },
    params: {
      column: 'doc',
      fields: [
        { path: '$.customer.name', as: 'name', type: 'text' },
        { path: '$.total', as: 'total', type: 'float64' },
        { path: '$.paid', as: 'paid', type: 'boolean' },
        { path: '$.items[0].sku', as: 'first sku', type: 'int32' },
      ],
    },
    output: {
      columns: [
        ...columns,
        ['name', 'text'],
        ['total', 'float64'],
        ['paid', 'boolean'],
        ['first sku', 'int32'],
      ],
      rows: [
        [1, orders[0]?.[1] ?? null, 'Ada é', 12.5, true, 7],
        [2, orders[1]?.[1] ?? null, null, null, false, null],
        [3, orders[2]?.[1] ?? null, null, -1000, null, null],
        [4, orders[3]?.[1] ?? null, null, null, null, null],
        [5, '', null, null, null, null],
        [6, null, null, null, null, null],
      ],
    },
  },
  {
    name: 'digits as written, days, and a name with a space',
    input: {
      columns: [['d', 'text']],
      rows: [
        ['{"a b": 1.10, "on": "2026-01-31", "big": 12345678901234567890}'],
        ['{"a b": 2, "on": "2026-02-30", "a b": 3}'],
      ],
    },
    params: {
      column: 'd',
      fields: [
        { path: '$."a b"', as: 'price', type: 'decimal(10,2)' },
        { path: '$."a b"', as: 'written', type: 'text' },
        { path: '$.on', as: 'on', type: 'date' },
        { path: '$.big', as: 'big', type: 'text' },
      ],
    },
    output: {
      columns: [
        ['d', 'text'],
        ['price', 'decimal(10,2)'],
        ['written', 'text'],
        ['on', 'date'],
        ['big', 'text'],
      ],
      rows: [
        [
          '{"a b": 1.10, "on": "2026-01-31", "big": 12345678901234567890}',
          ...['1.10', '1.10', '2026-01-31', '12345678901234567890'],
        ],
        ['{"a b": 2, "on": "2026-02-30", "a b": 3}', '2.00', '2', null, null],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: [['doc', 'text']], rows: [] },
    params: { column: 'doc', fields: [{ path: '$', as: 'value', type: 'text' }] },
    output: {
      columns: [
        ['doc', 'text'],
        ['value', 'text'],
      ],
      rows: [],
    },
  },
];
