/** A schema as a source declares it. */
const schema = [
  { name: 'id', type: 'int64' },
  { name: 'at', type: 'timestamp' },
  { name: 'amount', type: 'float64' },
  { name: 'price', type: 'decimal(20,2)' },
  { name: 'city', type: 'text' },
  { name: 'age', type: 'int32' },
];

const step = (id: string, op: string, params: object): object => ({ id, op, version: 1, params });

/** Every operation once, the fitted ones at the end. */
const steps = [
  step('rows', 'filter-rows', {
    where: { column: 'amount', is: 'at-least', value: { param: 'least' } },
  }),
  step('ratio', 'formula', { column: 'ratio', expression: 'amount / age' }),
  step('twice', 'formula', { column: 'next', expression: 'id + 1' }),
  step('year', 'extract-date-parts', { column: 'at', parts: ['year', 'weekday'], prefix: 'at' }),
  step('text', 'change-type', { columns: ['age'], to: 'text', onError: 'null' }),
  step('name', 'rename-column', { from: 'age', to: 'years' }),
  step('part', 'split-dataset', { parts: { train: 0.7, test: 0.3 }, key: [], seed: 7, as: 'part' }),
  step('join', 'join', { with: { source: 'cities' }, how: 'left', on: [['city', 'city']] }),
  step('fill', 'fill-missing', { columns: ['price', 'state'], with: 'mode' }),
  step('order', 'sort-rows', { by: [{ column: 'id', descending: true, nulls: 'last' }] }),
  step('keep', 'select-columns', {
    columns: [
      ...['id', 'next', 'ratio', 'price', 'at', 'at_year', 'at_weekday', 'years', 'part', 'state'],
      'city',
    ],
  }),
  step('codes', 'one-hot-encode', { columns: ['city'] }),
];

/** A recipe over `main.parquet` and `cities.csv` beside it. */
export const recipe = {
  sluice: 1,
  name: 'features',
  parameters: [{ name: 'least', type: 'float64', default: 0 }],
  sources: {
    main: { uri: 'main.parquet', format: 'parquet', options: {}, schema },
    cities: {
      uri: 'cities.csv',
      format: 'csv',
      options: { header: true },
      schema: [
        { name: 'city', type: 'text' },
        { name: 'state', type: 'text' },
      ],
    },
  },
  steps,
  outputs: ['train', 'test'].map((part) => ({
    name: part,
    part,
    format: 'parquet',
    uri: 'out/',
  })),
};

export const cities = 'city,state\nRome,Lazio\nOslo,\nBern,BE\n';

/** The frame of the recipe's main source, in pandas and in polars. */
export const frames = `
import datetime, decimal, json
import pandas as pd, polars as pl, pyarrow as pa
days = [datetime.datetime(2020 + i % 3, 1 + i % 12, 1 + i % 28, i % 24, i % 60, 0, i) for i in range(40)]
rows = pa.table({
    "extra": ["x"] * 40,
    "id": pa.array([None if i == 8 else 2**53 + i for i in range(40)], pa.int64()),
    "at": pa.array(days, pa.timestamp("us")),
    "amount": pa.array([None if i % 7 == 3 else i - 5.5 for i in range(40)], pa.float64()),
    "price": pa.array([None if i % 5 == 2 else decimal.Decimal(100000000000000 + i % 3) / 100 for i in range(40)], pa.decimal128(20, 2)),
    "city": pa.array([["Rome", "Oslo", "Bern", None, "Nowhere"][i % 5] for i in range(40)], pa.string()),
    "age": pa.array([i % 4 for i in range(40)], pa.int32()),
})
frame = pl.from_arrow(rows)
df = rows.to_pandas(types_mapper=pd.ArrowDtype)
numpy = df.assign(**{name: df[name].astype(kind) for name, kind in {"amount": "float64", "age": "int64", "city": "object", "at": "datetime64[ns]"}.items()})
numpy["id"] = numpy["id"].astype("Int64")
numpy["price"] = pd.Series(rows["price"].to_pylist(), dtype=object)
import pyarrow.parquet as pq
pq.write_table(rows, "main.parquet")
`;
