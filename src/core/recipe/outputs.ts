import type { Column, Schema } from '../../shared/columnType.ts';
import { ident, joinSql, lit, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Flow } from './flow.ts';
import { pointer } from './problem.ts';
import type { Problem } from '../../shared/recipe.ts';
import type { Output } from '../../shared/recipe.ts';

/** An output as SQL over the final table. */
export interface CompiledOutput {
  readonly output: Output;
  readonly columns: Schema;
  readonly select: Sql;
  /** Rows that the file cannot hold (NaN or infinity in a CSV for training), as one count; else undefined. */
  readonly refuse: Sql | undefined;
  /** What stands between the brackets of `COPY … TO … (…)`. */
  readonly copyOptions: Sql;
}

const numeric = new Set([
  'int8',
  'int16',
  'int32',
  'int64',
  'float32',
  'float64',
  'decimal',
  'boolean',
]);
const floating = new Set(['float32', 'float64']);

/** The columns that an output writes: the part column left out, the label first. */
export function outputColumns(flow: Flow, output: Output): Schema {
  const rest = flow.schema.filter((column) => column.name !== flow.split?.as);
  const label = rest.find((column) => column.name === output.options.label);
  return label ? [label, ...rest.filter((column) => column !== label)] : rest;
}

/** Compiles one output of a flow without problems, over the relation that holds the final table. */
export function compileOutput(flow: Flow, output: Output, relation: Sql): CompiledOutput {
  const columns = outputColumns(flow, output);
  const forTraining = output.format === 'csv' && output.options.label !== undefined;
  const list = joinSql(
    columns.map((column) => (forTraining ? asNumber(column) : ident(column.name))),
  );
  const where =
    output.part === undefined || !flow.split
      ? trusted('')
      : sql` WHERE ${ident(flow.split.as)} = ${lit(output.part)}`;
  const floats = columns.filter((column) => floating.has(column.type.kind));
  const broken = joinSql(
    floats.map((c) => sql`NOT isfinite(${ident(c.name)})`),
    ' OR ',
  );
  return {
    output,
    columns,
    select: sql`SELECT ${list} FROM ${relation}${where}`,
    refuse:
      forTraining && floats.length > 0
        ? sql`SELECT count(*) FROM (SELECT * FROM ${relation}${where}) WHERE ${broken}`
        : undefined,
    copyOptions: copyOptions(output),
  };
}

/** What is wrong with the outputs of a recipe whose final columns are known. */
export function outputProblems(flow: Flow): Problem[] {
  return flow.recipe.outputs.flatMap((output, index) => {
    const problem = (path: readonly string[], message: string, hint: string): Problem => ({
      step: null,
      path: pointer(['outputs', index, ...path]),
      code: 'bad-recipe',
      message,
      hint,
    });
    if (output.part !== undefined) {
      if (!flow.split)
        return [
          problem(
            ['part'],
            `Output ${output.name} wants part “${output.part}”, but no split reaches the final table.`,
            'Add a split-dataset step, and keep its column.',
          ),
        ];
      if (!flow.split.parts.includes(output.part))
        return [
          problem(
            ['part'],
            `Output ${output.name} wants part “${output.part}”, which the split does not make.`,
            `Its parts are: ${flow.split.parts.join(', ')}.`,
          ),
        ];
    }
    const { label, header } = output.options;
    if (label === undefined) return [];
    if (!flow.schema.some((column) => column.name === label))
      return [
        problem(
          ['options', 'label'],
          `Output ${output.name} has no column “${label}” for its label.`,
          `The final table has: ${flow.schema.map((c) => c.name).join(', ')}.`,
        ),
      ];
    if (output.format !== 'csv') return [];
    if (header === true)
      return [
        problem(
          ['options', 'header'],
          `Output ${output.name} has a label, so its CSV is for training and has no header.`,
          'Set header to false, or take the label away.',
        ),
      ];
    return outputColumns(flow, output)
      .filter((column) => !numeric.has(column.type.kind))
      .map((column) =>
        problem(
          ['options', 'label'],
          `Column “${column.name}” of output ${output.name} is ${column.type.kind}, and CSV for training holds numbers and booleans only.`,
          'Encode the column (one-hot-encode), change its type, or leave it out (select-columns).',
        ),
      );
  });
}

function asNumber(column: Column): Sql {
  const name = ident(column.name);
  return column.type.kind === 'boolean' ? sql`${name}::TINYINT AS ${name}` : name;
}

function copyOptions(output: Output): Sql {
  if (output.format === 'parquet') {
    const { compression = 'zstd' } = output.options;
    // As pyarrow and pandas do: level 3 takes a third longer to write for 6 % fewer bytes.
    const level = compression === 'zstd' ? sql`, COMPRESSION_LEVEL 1` : sql``;
    return sql`FORMAT parquet, COMPRESSION ${trusted(compression)}${level}`;
  }
  const header = output.options.label === undefined && output.options.header !== false;
  return sql`FORMAT csv, DELIMITER ',', HEADER ${lit(header)}`;
}
