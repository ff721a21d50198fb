import type { ColumnType, ScalarKind } from '../../shared/columnType.ts';
import { joinPy, py, pyLit, trustedPy } from './py.ts';
import type { Py } from './py.ts';

const arrow: Record<ScalarKind, string> = {
  boolean: 'pa.bool_()',
  int8: 'pa.int8()',
  int16: 'pa.int16()',
  int32: 'pa.int32()',
  int64: 'pa.int64()',
  float32: 'pa.float32()',
  float64: 'pa.float64()',
  text: 'pa.string()',
  binary: 'pa.binary()',
  date: 'pa.date32()',
  timestamp: 'pa.timestamp("us")',
  timestamptz: 'pa.timestamp("us", tz="UTC")',
  timestamp_ns: 'pa.timestamp("ns")',
  time: 'pa.time64("us")',
  interval: 'pa.month_day_nano_interval()',
};

const polars: Record<ScalarKind, string> = {
  boolean: 'pl.Boolean',
  int8: 'pl.Int8',
  int16: 'pl.Int16',
  int32: 'pl.Int32',
  int64: 'pl.Int64',
  float32: 'pl.Float32',
  float64: 'pl.Float64',
  text: 'pl.String',
  binary: 'pl.Binary',
  date: 'pl.Date',
  timestamp: 'pl.Datetime("us")',
  timestamptz: 'pl.Datetime("us", "UTC")',
  timestamp_ns: 'pl.Datetime("ns")',
  time: 'pl.Time',
  interval: 'pl.Duration("us")',
};

const spark: Record<ScalarKind, string> = {
  boolean: 'boolean',
  int8: 'tinyint',
  int16: 'smallint',
  int32: 'int',
  int64: 'bigint',
  float32: 'float',
  float64: 'double',
  text: 'string',
  binary: 'binary',
  date: 'date',
  timestamp: 'timestamp_ntz',
  timestamptz: 'timestamp',
  timestamp_ns: 'timestamp_ntz',
  time: 'string',
  interval: 'string',
};

/** A type as PyArrow writes it: `pa.decimal128(18, 2)`. */
export function arrowType(type: ColumnType): Py {
  switch (type.kind) {
    case 'decimal':
      return py`pa.decimal128(${pyLit(type.precision)}, ${pyLit(type.scale)})`;
    case 'list':
      return py`pa.list_(${arrowType(type.item)})`;
    case 'map':
      return py`pa.map_(${arrowType(type.key)}, ${arrowType(type.value)})`;
    case 'struct':
      return py`pa.struct([${joinPy(type.fields.map((f) => py`(${pyLit(f.name)}, ${arrowType(f.type)})`))}])`;
    default:
      return trustedPy(arrow[type.kind]);
  }
}

/** The dtype of a pandas column of this type: `pd.ArrowDtype(pa.int8())`. The script imports pandas as pd and pyarrow as pa. */
export function pandasType(type: ColumnType): Py {
  return py`pd.ArrowDtype(${arrowType(type)})`;
}

/** A scalar type as polars writes it: `pl.Int8`. */
export function polarsType(type: ColumnType): Py {
  switch (type.kind) {
    case 'decimal':
      return py`pl.Decimal(${pyLit(type.precision)}, ${pyLit(type.scale)})`;
    case 'list':
      return py`pl.List(${polarsType(type.item)})`;
    case 'struct':
      return py`pl.Struct({${joinPy(type.fields.map((f) => py`${pyLit(f.name)}: ${polarsType(f.type)}`))}})`;
    case 'map':
      return py`pl.List(pl.Struct({"key": ${polarsType(type.key)}, "value": ${polarsType(type.value)}}))`;
    default:
      return trustedPy(polars[type.kind]);
  }
}

/** A type in Spark's text form, quoted: `"tinyint"`, `"decimal(18,2)"`. */
export function sparkType(type: ColumnType): Py {
  return pyLit(sparkText(type));
}

function sparkText(type: ColumnType): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${String(type.precision)},${String(type.scale)})`;
    case 'list':
      return `array<${sparkText(type.item)}>`;
    case 'map':
      return `map<${sparkText(type.key)},${sparkText(type.value)}>`;
    case 'struct':
      return `struct<${type.fields.map((f) => `\`${f.name.replaceAll('`', '``')}\`:${sparkText(f.type)}`).join(',')}>`;
    default:
      return spark[type.kind];
  }
}
