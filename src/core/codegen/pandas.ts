import { arrowType } from '../python/pythonType.ts';
import { joinPy, py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { Flow } from '../recipe/flow.ts';
import { readPandas } from './pandasReaders.ts';
import type { PythonTarget, ScriptNeeds } from './pythonTarget.ts';
import type { ScriptOutput } from './scriptOutput.ts';

/** pandas 2.2 and 3: frames of Arrow dtypes, read and written by pyarrow. */
export const pandasTarget: PythonTarget = {
  target: 'pandas',
  imports: ['import pandas as pd', 'import pyarrow as pa'],
  schema: (source) => {
    const fields = source.schema.map((c) => py`(${pyLit(c.name)}, ${arrowType(c.type)}),`);
    return py`pa.schema([${joinPy(fields, ' ')}])`;
  },
  read: readPandas,
  copy: (frame) => py`${frame}.copy()`,
  drop: (frame, columns) => py`${frame}.drop(columns=${pyLit(columns)}, errors="ignore")`,
  checkFrame: (table) => py`${table}.to_pandas(types_mapper=pd.ArrowDtype)`,
  outputs: outputLines,
  start: (flow) => (hasFloats(flow) ? [keepNan] : []),
  collect: () => [
    py`table = pa.Table.from_pandas(df, preserve_index=False).replace_schema_metadata()`,
  ],
  given: (frame) =>
    py`pa.Table.from_pandas(${frame}, preserve_index=False).to_pandas(types_mapper=pd.ArrowDtype)`,
  show: [],
  finish: [],
};

/** pandas 3 would turn the NaN that arithmetic gives into null; 2.2 keeps it and has no such option. */
const keepNan = py`if hasattr(pd.options.future, "distinguish_nan_and_na"):
    pd.set_option("future.distinguish_nan_and_na", True)`;

function hasFloats(flow: Flow): boolean {
  const schemas = [flow.sources['main'] ?? [], ...flow.steps.map((step) => step.output)];
  return schemas.flat().some(({ type }) => type.kind === 'float32' || type.kind === 'float64');
}

function outputLines(outputs: readonly ScriptOutput[], needs: ScriptNeeds): Py[] {
  needs.import('import functools');
  return outputs.flatMap((output) => {
    const lines: Py[] = [];
    if (output.part) {
      needs.import('import pyarrow.compute as pc');
      lines.push(
        py`rows = table.filter(pc.equal(table[${pyLit(output.part.as)}], ${pyLit(output.part.value)}))`,
      );
    } else lines.push(py`rows = table`);
    if (!output.all) {
      lines.push(py`rows = rows.select(${pyLit(output.columns.map((c) => c.name))})`);
    }
    lines.push(py`yield ${pyLit(output.name)}, functools.partial(${writer(output, needs)})`);
    return lines;
  });
}

function writer(output: ScriptOutput, needs: ScriptNeeds): Py {
  if (output.format === 'parquet') {
    needs.import('import pyarrow.parquet as pq');
    needs.helper('write_parquet', writeParquet);
    const compression = output.compression === 'uncompressed' ? 'none' : output.compression;
    return py`write_parquet, rows, ${pyLit(compression)}`;
  }
  needs.import('import pyarrow.compute as pc');
  needs.import('import pyarrow.csv as pcsv');
  needs.helper('write_csv', writeCsv);
  if (!output.training) return py`write_csv, rows, ${pyLit(output.header)}`;
  needs.helper('training_rows', trainingRows);
  return py`write_csv, training_rows(${pyLit(output.name)}, rows), False`;
}

const writeParquet = trustedPy(`
def write_parquet(table, compression, folder):
    """Write a table to the first part file of a new folder."""
    folder.mkdir(parents=True)
    pq.write_table(table, folder / "part-00000.parquet", compression=compression)
`);

const writeCsv = trustedPy(`
def write_csv(table, header, folder):
    """Write a table to the first part file of a new folder; null is empty."""
    folder.mkdir(parents=True)
    for i, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type):
            zone = "" if field.type.tz is None else "+00"
            text = table[field.name].cast(pa.timestamp("us")).cast(pa.string())
            text = pc.replace_substring_regex(text, r"\\.?0+$", zone)
            table = table.set_column(i, field.name, text)
    options = pcsv.WriteOptions(include_header=header, quoting_style="needed")
    pcsv.write_csv(table, folder / "part-00000.csv", options)
`);

const trainingRows = trustedPy(`
def training_rows(output, table):
    """The table in numbers: booleans as 0 and 1; NaN and infinity are refused."""
    for i, field in enumerate(table.schema):
        if pa.types.is_boolean(field.type):
            table = table.set_column(i, field.name, table[field.name].cast(pa.int8()))
        elif pa.types.is_floating(field.type):
            if pc.any(pc.invert(pc.is_finite(table[field.name]))).as_py():
                sys.exit(
                    f"Output {output} has NaN or infinity in column {field.name}, which CSV for "
                    "training cannot hold. Replace or filter these values first."
                )
    return table
`);
