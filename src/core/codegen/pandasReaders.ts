import type { CsvOptions } from '../../shared/recipe.ts';
import { arrowType } from '../python/pythonType.ts';
import { joinPy, py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { nullTexts } from '../sql/nullTexts.ts';
import { FILE_COLUMN, ROW_COLUMN } from '../sql/readSource.ts';
import type { ScriptNeeds } from './pythonTarget.ts';
import type { ScriptSource } from './scriptSource.ts';
import { falseTexts, readerName, trueTexts } from './csvTexts.ts';
import { needHiveKeys, needSourceFiles } from './sourceFilesHelper.ts';

/** Reads a source into a frame of Arrow dtypes: `read_files(inputs["main"], MAIN_SCHEMA, read_parquet)`. */
export function readPandas(source: ScriptSource, path: Py, schema: Py, needs: ScriptNeeds): Py {
  needSourceFiles(needs);
  needHiveKeys(needs);
  needs.helper('read_files', readFiles);
  const reader = readers[source.format](source, needs);
  const identity = source.identity ? py`, identity=True` : py``;
  return py`read_files(${path}, ${schema}, ${reader}${identity})`;
}

const readers: Record<ScriptSource['format'], (source: ScriptSource, needs: ScriptNeeds) => Py> = {
  parquet: (_source, needs) => {
    needs.import('import pyarrow.parquet as pq');
    needs.helper('read_parquet', readParquet);
    return py`read_parquet`;
  },
  arrow: (_source, needs) => {
    needs.helper('read_arrow', readArrow);
    return py`read_arrow`;
  },
  csv: (source, needs) => {
    needs.import('import pyarrow.csv as pcsv');
    const name = readerName(source);
    if (source.options.thousands !== undefined) {
      needs.import('import pyarrow.compute as pc');
      needs.helper('with_numbers', withNumbers);
    }
    needs.helper(name, readCsv(name, source));
    return trustedPy(name);
  },
  json: (source, needs) => {
    needs.import('import json');
    const { layout = 'lines' } = source.options;
    const name = { array: 'read_json', lines: 'read_json_lines', document: 'read_json_object' }[
      layout
    ];
    needs.helper('json_column', jsonColumn);
    needs.helper(name, readJson(name, layout));
    return trustedPy(name);
  },
};

const readFiles = `
def read_files(path, schema, read, identity=False):
    """The files of a path as one frame of exactly these columns; identity adds file and row."""
    tables = []
    for file, name in source_files(path):
        keys = {key: value for key, value in hive_keys(name).items() if key in schema.names}
        table = read(file, pa.schema([field for field in schema if field.name not in keys]))
        if identity:
            keys["${FILE_COLUMN}"] = name
            rows = pa.array(range(len(table)), pa.int64())
            table = table.append_column("${ROW_COLUMN}", rows)
        for key, value in keys.items():
            values = pa.array([value] * len(table), pa.string())
            table = table.append_column(key, values)
        tables.append(table)
    if identity:
        schema = schema.append(pa.field("${FILE_COLUMN}", pa.string()))
        schema = schema.append(pa.field("${ROW_COLUMN}", pa.int64()))
    table = pa.concat_tables(tables, promote_options="permissive").select(schema.names)
    return table.cast(schema).to_pandas(types_mapper=pd.ArrowDtype, ignore_metadata=True)
`;

const readParquet = `
def read_parquet(file, schema):
    """Those columns of the schema that a Parquet file has."""
    with pq.ParquetFile(file) as parquet:
        there = set(parquet.schema_arrow.names)
        return parquet.read(columns=[name for name in schema.names if name in there])
`;

const readArrow = `
def read_arrow(file, schema):
    """Those columns of the schema that an Arrow file or stream has, with these types."""
    with open(file, "rb") as opened:
        is_file = opened.read(6) == b"ARROW1"
        opened.seek(0)
        reader = pa.ipc.open_file(opened) if is_file else pa.ipc.open_stream(opened)
        table = reader.read_all()
    fields = [field for field in schema if field.name in table.column_names]
    return pa.table([table[field.name].cast(field.type) for field in fields], pa.schema(fields))
`;

function readCsv(name: string, source: ScriptSource): string {
  const { byName, header, skip, delimiter, quote, escape, decimal, encoding } = source.options;
  const { dateFormat, timestampFormat, thousands } = source.options;
  const skipped = (skip ?? 0) + (byName !== true && header !== false ? 1 : 0);
  const read = [
    ...(byName === true ? [] : [py`column_names=schema.names`]),
    ...(skipped === 0 ? [] : [py`skip_rows=${pyLit(skipped)}`]),
    ...(encoding === undefined || encoding === 'utf-8' ? [] : [py`encoding=${pyLit(encoding)}`]),
  ];
  const parse = [
    py`newlines_in_values=True`,
    ...(delimiter === undefined || delimiter === ',' ? [] : [py`delimiter=${pyLit(delimiter)}`]),
    ...(quote === undefined || quote === '"'
      ? []
      : [py`quote_char=${quote === '' ? pyLit(false) : pyLit(quote)}`]),
    ...(escape === undefined || escape === '' || escape === (quote ?? '"')
      ? []
      : [py`double_quote=False, escape_char=${pyLit(escape)}`]),
  ];
  const formats = [dateFormat, timestampFormat].filter((format) => format !== undefined);
  const plainTypes = dateFormat === undefined && thousands === undefined;
  const booleans = source.schema.some(({ type }) => type.kind === 'boolean');
  const convert = [
    plainTypes ? py`column_types=schema` : py`column_types=types`,
    py`null_values=${pyLit(nullTexts(source.options))}`,
    py`strings_can_be_null=True`,
    ...(booleans
      ? [py`true_values=${pyLit(trueTexts)}`, py`false_values=${pyLit(falseTexts)}`]
      : []),
    ...(decimal === undefined || decimal === '.' || thousands !== undefined
      ? []
      : [py`decimal_point=${pyLit(decimal)}`]),
    ...(formats.length === 0
      ? []
      : [py`timestamp_parsers=[${joinPy([...formats.map((f) => pyLit(f)), py`pcsv.ISO8601`])}]`]),
  ];
  return [
    `def ${name}(file, schema):`,
    '    """A CSV file by the types of the schema."""',
    ...(dateFormat === undefined
      ? []
      : [
          '    # pyarrow reads dates of another form as timestamps only.',
          `    days = ${arrowType({ kind: 'timestamp' })}`,
          '    types = {f.name: days if f.type == pa.date32() else f.type for f in schema}',
        ]),
    ...(thousands === undefined
      ? []
      : [
          ...(dateFormat === undefined ? ['    types = {f.name: f.type for f in schema}'] : []),
          '    # pyarrow knows no mark between thousands, so numbers are read as text.',
          '    numbers = [f.name for f in schema if is_number(f.type)]',
          '    types |= dict.fromkeys(numbers, pa.string())',
        ]),
    `    ${thousands === undefined ? 'return' : 'table ='} pcsv.read_csv(`,
    '        file,',
    ...call('pcsv.ReadOptions', read),
    ...call('pcsv.ParseOptions', parse),
    ...call('pcsv.ConvertOptions', convert),
    '    )',
    ...(thousands === undefined
      ? []
      : [
          `    return with_numbers(table, numbers, schema, ${pyLit(thousands)}, ${pyLit(decimal ?? '.')})`,
        ]),
  ].join('\n');
}

const withNumbers = `
def is_number(kind):
    """Whether values of this type are written with marks between thousands."""
    checks = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal)
    return any(check(kind) for check in checks)


def with_numbers(table, numbers, schema, thousands, point):
    """The table with these texts as the numbers that they are."""
    for name in numbers:
        if name in table.column_names:
            text = pc.replace_substring(table[name], pattern=thousands, replacement="")
            text = pc.replace_substring(text, pattern=point, replacement=".")
            values = pc.utf8_trim_whitespace(text).cast(schema.field(name).type)
            table = table.set_column(table.column_names.index(name), name, values)
    return table
`;

function call(name: string, options: readonly Py[]): string[] {
  const short = `        ${name}(${options.join(', ')}),`;
  if (short.length <= 100) return [short];
  return [`        ${name}(`, ...options.map((option) => `            ${option},`), '        ),'];
}

function readJson(name: string, layout: NonNullable<CsvOptions['layout']>): string {
  const rows = {
    array: 'json.load(text)',
    lines: '[json.loads(line) for line in text if line.strip()]',
    document: '[json.load(text)]',
  }[layout];
  return `
def ${name}(file, schema):
    """A JSON file by the types of the schema; what is not there is null."""
    with open(file, encoding="utf-8-sig") as text:
        rows = ${rows}
    columns = [json_column([row.get(f.name) for row in rows], f.type) for f in schema]
    return pa.table(columns, schema=schema)
`;
}

const jsonColumn = `
def json_column(values, kind):
    """JSON values as an array; what is not nested goes by its text."""
    if pa.types.is_nested(kind):
        return pa.array(values, kind)
    texts = [v if v is None or isinstance(v, str) else json.dumps(v) for v in values]
    return pa.array(texts, pa.string()).cast(kind)
`;
