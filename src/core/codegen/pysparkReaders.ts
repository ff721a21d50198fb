import type { Column } from '../../shared/columnType.ts';
import { AppError } from '../../shared/errors.ts';
import { sparkColumn } from '../operations/pythonColumn.ts';
import { sparkType } from '../python/pythonType.ts';
import { py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { nullTexts } from '../sql/nullTexts.ts';
import { FILE_COLUMN, ROW_COLUMN } from '../sql/readSource.ts';
import { readerName } from './csvTexts.ts';
import { javaPattern } from './javaPattern.ts';
import { quotedHelper } from './quotedHelper.ts';
import type { ScriptNeeds } from './pythonTarget.ts';
import type { ScriptSource } from './scriptSource.ts';

/** Reads a source: `read_parquet(spark, inputs["main"], MAIN_SCHEMA)`. */
export function readPyspark(source: ScriptSource, path: Py, schema: Py, needs: ScriptNeeds): Py {
  needs.import('import os');
  needs.import('import re');
  needs.helper('open_path', openPath);
  needs.helper('quoted', quotedHelper);
  const identity = source.identity ? py`, identity=True` : py``;
  if (source.format === 'parquet') {
    needs.helper('read_parquet', readParquet);
    return py`read_parquet(spark, ${path}, ${schema}${identity})`;
  }
  if (source.identity) {
    needs.import('from pyspark.sql import Window');
    needs.helper('numbered', numbered);
  }
  const name =
    source.format === 'csv' ? readerName(source) : readerName(source).replace(/csv$/, 'json');
  needs.helper(name, source.format === 'csv' ? readCsv(name, source) : readJson(name, source));
  return py`${trustedPy(name)}(spark, ${path}, ${schema})`;
}

const openPath = `
def open_path(spark, path):
    """A reader, the path for it, and the folder that the files lie below."""
    reader = spark.read
    if "**" in path:
        path, _, pattern = path.partition("**")
        path = path.rstrip("/") or "/"
        reader = reader.option("pathGlobFilter", pattern.split("/")[-1] or "*")
    folder = re.split(r"/[^/]*[*?[]", path)[0] or "/"
    remote_file = "://" in path and re.search(r"\\.[A-Za-z0-9]+$", folder)
    if folder == path and (os.path.isfile(path) or remote_file):
        folder = os.path.dirname(path) or "."
    return reader, path, folder
`;

/** Lines that give `file` and the `start` of its path below `folder`. */
function fileBelow(indent: string): string {
  return [
    '# Spark names the file by a URI; the identity is its path below the folder.',
    'uri = F.replace(F.col("_metadata.file_path"), F.lit("+"), F.lit("%2B"))',
    'file = F.regexp_replace(F.url_decode(uri), "^[A-Za-z0-9]+:/+", "/")',
    'folder = folder if "://" in folder else os.path.abspath(folder)',
    'start = len(re.sub("^[A-Za-z0-9]+:/+", "/", folder)) + 2',
  ]
    .map((line) => indent + line)
    .join('\n');
}

const readParquet = `
def read_parquet(spark, path, schema, identity=False):
    """Parquet files as exactly these columns; identity adds each row's file and place in it."""
    reader, path, folder = open_path(spark, path)
    reader = reader.option("mergeSchema", True)
    frame = reader.option("recursiveFileLookup", True).parquet(path)
    if not set(schema) <= set(frame.columns):
        # What the files do not hold stands in key=value folders.
        reader = reader.option("recursiveFileLookup", False).option("basePath", folder)
        frame = reader.parquet(path)
    columns = [quoted(name).cast(kind).alias(name) for name, kind in schema.items()]
    if identity:
${fileBelow('        ')}
        columns.append(F.substring(file, start, 2**31 - 1).alias("${FILE_COLUMN}"))
        columns.append(F.col("_metadata.row_index").alias("${ROW_COLUMN}"))
    return frame.select(columns)
`;

/** A file of text is read by one task, or by several with ids that grow along it. */
const numbered = `
def numbered(frame, folder):
    """Adds each row's file and its place in it, from 0."""
${fileBelow('    ')}
    frame = frame.select(
        "*",
        F.substring(file, start, 2**31 - 1).alias("${FILE_COLUMN}"),
        F.monotonically_increasing_id().alias("${ROW_COLUMN}"),
    )
    rows = Window.partitionBy("${FILE_COLUMN}").orderBy("${ROW_COLUMN}")
    place = F.row_number().over(rows).cast("bigint") - 1
    return frame.withColumn("${ROW_COLUMN}", place)
`;

function readCsv(name: string, source: ScriptSource): string {
  const { header, skip, delimiter, quote, escape, encoding, byName } = source.options;
  const refuse = (what: string): never => {
    throw new AppError('unsupported', `Source ${source.name} cannot be read by Spark: ${what}.`, {
      hint: 'Export to another target, or write the file anew.',
    });
  };
  if ((skip ?? 0) > 0) refuse('lines above the header are skipped');
  if (byName === true) refuse('its files have different headers');
  const options = [
    py`schema=", ".join(f"\`{name.replace('\`', '\`\`')}\` string" for name in names)`,
    py`header=${pyLit(header !== false)}`,
    ...(delimiter === undefined || delimiter === ',' ? [] : [py`sep=${pyLit(delimiter)}`]),
    ...(quote === undefined || quote === '"' ? [] : [py`quote=${pyLit(quote)}`]),
    py`escape=${pyLit(escape === undefined || escape === '' ? (quote ?? '"') : escape)}`,
    ...(encoding === undefined || encoding === 'utf-8'
      ? []
      : [py`encoding=${pyLit(encoding === 'latin-1' ? 'ISO-8859-1' : encoding)}`]),
    py`multiLine=True`,
    py`mode="FAILFAST"`,
  ];
  const own = source.schema.filter(
    (column) => source.hive === 'auto' || !source.hive.includes(column.name),
  );
  const columns = source.schema.map((column) =>
    own.includes(column)
      ? fromText(column, source, nullTexts(source.options))
      : py`${sparkColumn(column.name)}.cast(${sparkType(column.type)})`,
  );
  const keys = source.hive === 'auto' || source.hive.length === 0 ? [] : source.hive;
  const opened = openedLines(source, keys.length > 0);
  const names =
    keys.length === 0 ? 'list(schema)' : `[name for name in schema if name not in ${pyLit(keys)}]`;
  return [
    `def ${name}(spark, path, schema):`,
    '    """The fields of CSV files, read as text and brought to their types."""',
    ...opened,
    `    names = ${names}`,
    '    frame = reader.csv(',
    '        path,',
    ...options.map((option) => `        ${option},`),
    '    )',
    ...returned(source, columns),
  ].join('\n');
}

function openedLines(source: ScriptSource, keys: boolean): string[] {
  const folder = keys || source.identity ? 'folder' : '_';
  return [
    `    reader, path, ${folder} = open_path(spark, path)`,
    keys
      ? '    reader = reader.option("basePath", folder)'
      : '    reader = reader.option("recursiveFileLookup", True)',
  ];
}

function returned(source: ScriptSource, columns: readonly Py[]): string[] {
  const hidden = source.identity ? [FILE_COLUMN, ROW_COLUMN].map((name) => sparkColumn(name)) : [];
  return [
    ...(source.identity ? ['    frame = numbered(frame, folder)'] : []),
    '    return frame.select(',
    ...[...columns, ...hidden].map((column) => `        ${column},`),
    '    )',
  ];
}

function readJson(name: string, source: ScriptSource): string {
  const columns = source.schema.map((column) => fromText(column, source, ['']));
  const array = (source.options.layout ?? 'lines') === 'lines' ? '' : ', multiLine=True';
  const opened = openedLines(source, false);
  return [
    `def ${name}(spark, path, schema):`,
    '    """The values of JSON files, read as text and brought to their types."""',
    ...opened,
    '    kinds = {n: k if "<" in k else "string" for n, k in schema.items()}',
    '    fields = ", ".join(f"`{n.replace(\'`\', \'``\')}` {k}" for n, k in kinds.items())',
    `    frame = reader.json(path, schema=fields, mode="FAILFAST"${array})`,
    ...returned(source, columns),
  ].join('\n');
}

/** A column read as text, brought to its type. Spark gives null for empty fields whatever stands for null. */
function fromText(column: Column, source: ScriptSource, nulls: readonly string[]): Py {
  const name = sparkColumn(column.name);
  const there = column.type.kind === 'text' ? py`F.coalesce(${name}, F.lit(""))` : name;
  const isKnown =
    nulls.length === 1
      ? py`${there} != ${pyLit(nulls[0] ?? '')}`
      : py`~${there}.isin(${pyLit(nulls)})`;
  const plain = nulls.length === 1 && nulls[0] === '';
  const known = plain ? name : py`F.when(${isKnown}, ${there})`;
  const alias = py`.alias(${pyLit(column.name)})`;
  const { dateFormat, timestampFormat, decimal, thousands } = source.options;
  switch (column.type.kind) {
    case 'text':
      return plain ? name : py`${known}${alias}`;
    case 'date':
      return dateFormat === undefined
        ? py`${known}.cast("date")${alias}`
        : py`F.to_date(${known}, ${pyLit(javaPattern(dateFormat, source.name))})${alias}`;
    case 'timestamp':
      return timestampFormat === undefined
        ? py`${known}.cast("timestamp_ntz")${alias}`
        : py`F.to_timestamp_ntz(${known}, F.lit(${pyLit(javaPattern(timestampFormat, source.name))}))${alias}`;
    case 'list':
    case 'struct':
    case 'map':
      return name;
    default: {
      const whole =
        thousands === undefined
          ? known
          : py`F.replace(${known}, F.lit(${pyLit(thousands)}), F.lit(""))`;
      const point =
        decimal === undefined || decimal === '.'
          ? whole
          : py`F.replace(${whole}, F.lit(${pyLit(decimal)}), F.lit("."))`;
      return py`${point}.cast(${sparkType(column.type)})${alias}`;
    }
  }
}
