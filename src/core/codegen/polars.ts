import { polarsColumn } from '../operations/pythonColumn.ts';
import { polarsType } from '../python/pythonType.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { readPolars } from './polarsReaders.ts';
import type { PythonTarget, ScriptNeeds } from './pythonTarget.ts';
import type { ScriptOutput } from './scriptOutput.ts';

/** polars: lazy frames from the scan on, collected once by the streaming engine. */
export const polarsTarget: PythonTarget = {
  target: 'polars',
  imports: ['import polars as pl'],
  schema: (source) => {
    const fields = source.schema.map((c) => py`${pyLit(c.name)}: ${polarsType(c.type)},`);
    return py`{${joinPy(fields, ' ')}}`;
  },
  read: readPolars,
  copy: (frame) => frame,
  drop: (frame, columns) => py`${frame}.drop(${joinPy(columns.map(pyLit))}, strict=False)`,
  outputs: outputLines,
  start: () => [],
  collect: () => [py`table = df.collect(engine="streaming")`],
  given: (frame) => py`${frame}.lazy()`,
  show: [py`df = df.collect()`],
  finish: [],
};

function outputLines(outputs: readonly ScriptOutput[], needs: ScriptNeeds): Py[] {
  needs.import('import functools');
  return outputs.flatMap((output) => {
    const lines: Py[] = [py`rows = table`];
    if (output.part) {
      lines[0] = py`rows = table.filter(${polarsColumn(output.part.as)} == ${pyLit(output.part.value)})`;
    }
    if (!output.all) {
      lines.push(
        py`rows = rows.select([${joinPy(output.columns.map((c) => polarsColumn(c.name)))}])`,
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
  needs.import('import polars.selectors as cs');
  needs.helper('timestamp_text', timestampText);
  needs.helper('write_csv', writeCsv);
  if (!output.training) return py`write_csv, rows, ${pyLit(output.header)}`;
  needs.helper('training_rows', trainingRows);
  return py`write_csv, training_rows(${pyLit(output.name)}, rows), False`;
}

const writeParquet = `
def write_parquet(table, compression, folder):
    """Write a table to the first part file of a new folder."""
    folder.mkdir(parents=True)
    table.write_parquet(folder / "part-00000.parquet", compression=compression)
`;

const writeCsv = `
def write_csv(table, header, folder):
    """Write a table to the first part file of a new folder; null is empty."""
    folder.mkdir(parents=True)
    table = table.with_columns(
        timestamp_text(cs.datetime(time_zone=None), ""),
        timestamp_text(cs.datetime(time_zone="*"), "+00"),
    )
    table.write_csv(folder / "part-00000.csv", include_header=header)
`;

const timestampText = `
def timestamp_text(columns, zone):
    """Timestamps as text, with as many digits of the second as they have."""
    return columns.dt.strftime("%Y-%m-%d %H:%M:%S%.6f").str.replace(r"\\.?0+$", zone)
`;

const trainingRows = `
def training_rows(output, table):
    """The table in numbers: booleans as 0 and 1; NaN and infinity are refused."""
    for name in table.select(cs.float()).columns:
        if not table[name].is_finite().all():
            sys.exit(
                f"Output {output} has NaN or infinity in column {name}, which CSV for training "
                "cannot hold. Replace or filter these values first."
            )
    return table.with_columns(cs.boolean().cast(pl.Int8))
`;
