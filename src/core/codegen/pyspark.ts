import { sparkColumn } from '../operations/pythonColumn.ts';
import { sparkType } from '../python/pythonType.ts';
import { joinPy, py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { quotedHelper } from './quotedHelper.ts';
import { readPyspark } from './pysparkReaders.ts';
import type { PythonTarget, ScriptNeeds } from './pythonTarget.ts';
import type { ScriptOutput } from './scriptOutput.ts';

/** PySpark 3.5 and 4: part files are Spark's own, in the recipe's order by their names. */
export const pysparkTarget: PythonTarget = {
  target: 'pyspark',
  imports: [
    'import os',
    'import time',
    'from pyspark.sql import SparkSession',
    'from pyspark.sql import functions as F',
  ],
  schema: (source) => {
    const fields = source.schema.map((c) => py`${pyLit(c.name)}: ${sparkType(c.type)},`);
    return py`{${joinPy(fields, ' ')}}`;
  },
  read: readPyspark,
  copy: (frame) => frame,
  drop: (frame, columns) => py`${frame}.drop(${joinPy(columns.map(pyLit))})`,
  outputs: outputLines,
  start: (flow) => [
    trustedPy('# Timestamps are UTC, wherever this runs.'),
    py`os.environ["TZ"] = "UTC"`,
    py`time.tzset()`,
    py`os.environ.setdefault("PYSPARK_PYTHON", sys.executable)`,
    py`spark = (`,
    py`    SparkSession.builder.appName(${pyLit(flow.recipe.name || 'recipe')})`,
    py`    .config("spark.sql.ansi.enabled", "true")`,
    py`    .config("spark.sql.session.timeZone", "UTC")`,
    py`    .config("spark.sql.caseSensitive", "true")`,
    py`    .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")`,
    py`    .getOrCreate()`,
    py`)`,
    py`spark.sparkContext.setLogLevel("ERROR")`,
  ],
  collect: () => [py`table = df.cache()`],
  given: (frame) => frame,
  show: [],
  finish: [py`spark.stop()`],
};

function outputLines(outputs: readonly ScriptOutput[], needs: ScriptNeeds): Py[] {
  needs.import('import functools');
  return outputs.flatMap((output) => {
    const lines: Py[] = [py`rows = table`];
    if (output.part) {
      lines[0] = py`rows = table.filter(${sparkColumn(output.part.as)} == ${pyLit(output.part.value)})`;
    }
    if (!output.all) {
      lines.push(
        py`rows = rows.select([${joinPy(output.columns.map((c) => sparkColumn(c.name)))}])`,
      );
    }
    lines.push(py`yield ${pyLit(output.name)}, functools.partial(${writer(output, needs)})`);
    return lines;
  });
}

function writer(output: ScriptOutput, needs: ScriptNeeds): Py {
  if (output.format === 'parquet') {
    needs.helper('write_parquet', writeParquet);
    return py`write_parquet, rows, ${pyLit(output.compression)}`;
  }
  needs.helper('quoted', quotedHelper);
  needs.helper('write_csv', writeCsv);
  if (!output.training) return py`write_csv, rows, ${pyLit(output.header)}`;
  needs.helper('training_rows', trainingRows);
  return py`write_csv, training_rows(${pyLit(output.name)}, rows), False`;
}

const writeParquet = `
def write_parquet(frame, compression, folder):
    """Write a frame to a new folder of part files."""
    frame.write.parquet(str(folder), compression=compression)
`;

const writeCsv = `
def write_csv(frame, header, folder):
    """Write a frame to a new folder of part files; null is empty."""
    columns = []
    for name, kind in frame.dtypes:
        column = quoted(name)
        if kind == "timestamp":
            column = F.concat(column.cast("string"), F.lit("+00"))
        elif kind == "timestamp_ntz":
            column = column.cast("string")
        columns.append(column.alias(name))
    frame.select(columns).write.csv(
        str(folder),
        header=header,
        escape='"',
        ignoreLeadingWhiteSpace=False,
        ignoreTrailingWhiteSpace=False,
    )
`;

const trainingRows = `
def training_rows(output, frame):
    """The frame in numbers: booleans as 0 and 1; NaN and infinity are refused."""
    columns = []
    for name, kind in frame.dtypes:
        column = quoted(name)
        if kind in ("float", "double"):
            broken = F.isnan(column) | (F.abs(column) == float("inf"))
            if frame.filter(broken).count() > 0:
                sys.exit(
                    f"Output {output} has NaN or infinity in column {name}, which CSV for "
                    "training cannot hold. Replace or filter these values first."
                )
        elif kind == "boolean":
            column = column.cast("tinyint")
        columns.append(column.alias(name))
    return frame.select(columns)
`;
