import type { Column } from '../../shared/columnType.ts';
import { polarsColumn } from '../operations/pythonColumn.ts';
import { polarsType } from '../python/pythonType.ts';
import { py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { nullTexts } from '../sql/nullTexts.ts';
import { FILE_COLUMN, ROW_COLUMN } from '../sql/readSource.ts';
import { falseTexts, readerName, trueTexts } from './csvTexts.ts';
import type { ScriptNeeds } from './pythonTarget.ts';
import type { ScriptSource } from './scriptSource.ts';
import { needHiveKeys, needSourceFiles } from './sourceFilesHelper.ts';

/** Scans a source lazily: `scan_files(inputs["main"], MAIN_SCHEMA, scan_parquet)`. */
export function readPolars(source: ScriptSource, path: Py, schema: Py, needs: ScriptNeeds): Py {
  needSourceFiles(needs);
  needHiveKeys(needs);
  needs.import('import polars.selectors as cs');
  needs.helper('key_column', keyColumn);
  needs.import('import datetime');
  needs.helper('scan_files', scanFiles);
  const identity = source.identity ? py`, identity=True` : py``;
  return py`scan_files(${path}, ${schema}, ${readers[source.format](source, needs)}${identity})`;
}

const readers: Record<ScriptSource['format'], (source: ScriptSource, needs: ScriptNeeds) => Py> = {
  parquet: (_source, needs) => {
    needs.helper('scan_parquet', scanParquet);
    return py`scan_parquet`;
  },
  arrow: (_source, needs) => {
    needs.helper('scan_arrow', scanArrow);
    return py`scan_arrow`;
  },
  csv: (source, needs) => {
    const name = readerName(source).replace('read', 'scan');
    needs.helper(name, scanCsv(name, source));
    return trustedPy(name);
  },
  json: (source, needs) => {
    const name = `scan_${source.name}_json`;
    needs.helper(name, scanJson(name, source));
    return trustedPy(name);
  },
};

const keyColumn = `
def key_column(key, value, dtype):
    """A value of the path as a column of this type."""
    if value is not None and dtype == pl.Date:
        value = datetime.date.fromisoformat(value)
    return pl.lit(value).cast(dtype).alias(key)
`;

const scanFiles = `
def scan_files(path, schema, scan, identity=False):
    """The files of a path as one frame of exactly these columns; identity adds file and row."""
    frames = []
    for file, name in source_files(path):
        keys = {key: value for key, value in hive_keys(name).items() if key in schema}
        frame = scan(file, {key: schema[key] for key in schema if key not in keys})
        if identity:
            frame = frame.with_row_index("${ROW_COLUMN}")
            frame = frame.with_columns(pl.lit(name).alias("${FILE_COLUMN}"))
        columns = [key_column(key, value, schema[key]) for key, value in keys.items()]
        frames.append(frame.with_columns(columns))
    if identity:
        schema = {**schema, "${FILE_COLUMN}": pl.String, "${ROW_COLUMN}": pl.Int64}
    frame = pl.concat(frames, how="diagonal_relaxed")
    return frame.select(cs.by_name(name).cast(kind) for name, kind in schema.items())
`;

const scanParquet = `
def scan_parquet(file, schema):
    """Those columns of the schema that a Parquet file has."""
    frame = pl.scan_parquet(file, glob=False, hive_partitioning=False)
    there = frame.collect_schema()
    return frame.select(cs.by_name(*[name for name in schema if name in there]))
`;

const scanArrow = `
def scan_arrow(file, schema):
    """Those columns of the schema that an Arrow file or stream has."""
    with open(file, "rb") as opened:
        stream = opened.read(6) != b"ARROW1"
    frame = pl.read_ipc_stream(file).lazy() if stream else pl.scan_ipc(file, glob=False)
    there = frame.collect_schema()
    frame = frame.select(cs.by_name(*[name for name in schema if name in there]))
    clock = r"\\.?0+$"
    texts = [n for n, kind in schema.items() if kind == pl.String and there.get(n) == pl.Time]
    frame = frame.with_columns(cs.by_name(*texts).dt.strftime("%H:%M:%S%.9f").str.replace(clock, ""))
    return frame.select(cs.by_name(n).cast(kind) for n, kind in schema.items() if n in there)
`;

function scanCsv(name: string, source: ScriptSource): string {
  const { byName, header, skip, delimiter, quote, encoding } = source.options;
  const nulls = nullTexts(source.options);
  const skipped = (skip ?? 0) + (byName !== true && header !== false ? 1 : 0);
  const options = [
    py`schema=dict.fromkeys(schema, pl.String)`,
    ...(byName === true
      ? [py`extra_columns="ignore"`, py`missing_columns="insert"`]
      : [py`has_header=False`]),
    ...(skipped === 0 ? [] : [py`skip_rows=${pyLit(skipped)}`]),
    ...(delimiter === undefined || delimiter === ',' ? [] : [py`separator=${pyLit(delimiter)}`]),
    ...(quote === undefined || quote === '"'
      ? []
      : [py`quote_char=${quote === '' ? pyLit(null) : pyLit(quote)}`]),
    // Without the empty text among them polars keeps a quoted one.
    ...(nulls.length === 0
      ? []
      : [
          py`null_values=${pyLit(nulls.length === 1 ? (nulls[0] ?? '') : nulls)}`,
          ...(nulls.includes('') ? [] : [py`empty_string_is_null=False`]),
        ]),
    py`glob=False`,
  ];
  const plain = encoding === undefined || encoding === 'utf-8';
  const typed = source.schema
    .filter((column) => source.hive === 'auto' || !source.hive.includes(column.name))
    .flatMap((column) => fromText(column, source));
  return [
    `def ${name}(file, schema):`,
    '    """The fields of a CSV file, read as text and brought to their types."""',
    ...(plain
      ? []
      : [
          '    # The lazy reader takes UTF-8 only.',
          `    with open(file, encoding=${pyLit(encoding)}, newline="") as text:`,
          '        content = text.read().removeprefix("\\ufeff").encode()',
        ]),
    '    frame = pl.scan_csv(',
    `        ${plain ? 'file' : 'content'},`,
    ...options.map((option) => `        ${option},`),
    '    )',
    ...typedFrame(typed),
  ].join('\n');
}

function scanJson(name: string, source: ScriptSource): string {
  const nested = new Set(['list', 'struct', 'map']);
  const typed = source.schema
    .filter((column) => !nested.has(column.type.kind))
    .flatMap((column) => fromText(column, source));
  const read =
    (source.options.layout ?? 'lines') === 'lines'
      ? 'pl.scan_ndjson(file, schema=texts)'
      : 'pl.read_json(file, schema=texts).lazy()';
  return [
    `def ${name}(file, schema):`,
    '    """The values of a JSON file, read as text and brought to their types."""',
    '    texts = {name: t if t.is_nested() else pl.String for name, t in schema.items()}',
    `    frame = ${read}`,
    ...typedFrame(typed),
  ].join('\n');
}

function typedFrame(typed: readonly Py[]): string[] {
  if (typed.length === 0) return ['    return frame'];
  return ['    return frame.with_columns(', ...typed.map((item) => `        ${item},`), '    )'];
}

/** A column read as text, brought to its type; nothing for text itself. */
function fromText(column: Column, source: ScriptSource): Py[] {
  const text = py`${polarsColumn(column.name)}.str.strip_chars()`;
  const { dateFormat, timestampFormat, decimal, thousands } = source.options;
  switch (column.type.kind) {
    case 'text':
      return [];
    case 'boolean':
      return [py`${text}.replace_strict(${pyLit(booleans)}, return_dtype=pl.Boolean)`];
    case 'date':
      return [py`${text}.str.to_date(${pyLit(dateFormat ?? '%Y-%m-%d')})`];
    case 'timestamp':
      return timestampFormat === undefined
        ? [py`${text}.str.to_datetime(time_unit="us")`]
        : [py`${text}.str.to_datetime(${pyLit(timestampFormat)}, time_unit="us")`];
    case 'timestamptz':
      return timestampFormat === undefined
        ? [py`${text}.str.to_datetime(time_unit="us", time_zone="UTC")`]
        : [py`${text}.str.to_datetime(${pyLit(timestampFormat)}, time_unit="us", time_zone="UTC")`];
    case 'time':
      return [py`${text}.str.to_time()`];
    case 'binary':
      return [py`${polarsColumn(column.name)}.cast(pl.Binary)`];
    default: {
      const whole =
        thousands === undefined
          ? text
          : py`${text}.str.replace_all(${pyLit(thousands)}, "", literal=True)`;
      const point =
        decimal === undefined || decimal === '.'
          ? whole
          : py`${whole}.str.replace(${pyLit(decimal)}, ".", literal=True)`;
      return [py`${point}.cast(${polarsType(column.type)})`];
    }
  }
}

const booleans: Readonly<Record<string, boolean>> = Object.fromEntries([
  ...trueTexts.map((text) => [text, true] as const),
  ...falseTexts.map((text) => [text, false] as const),
]);
