import type { Schema } from '../../shared/columnType.ts';
import { AppError } from '../../shared/errors.ts';
import type { Target } from '../operations/define.ts';
import type { Flow } from '../recipe/flow.ts';
import { outputColumns } from '../recipe/outputs.ts';
import type { Output, Recipe } from '../../shared/recipe.ts';
import { formatType } from '../sql/types.ts';

/** An output as a script writes it. */
export interface ScriptOutput {
  readonly name: string;
  readonly format: 'parquet' | 'csv';
  /** The rows whose column `as` holds `value`; all rows without it. */
  readonly part: { readonly as: string; readonly value: string } | undefined;
  /** In the order they are written: the label first, the part column left out. */
  readonly columns: Schema;
  /** Whether `columns` are the final table's own in their order. */
  readonly all: boolean;
  /** CSV for training: numbers only, no header, NaN and infinity refused. */
  readonly training: boolean;
  readonly header: boolean;
  readonly compression: 'zstd' | 'snappy' | 'gzip' | 'uncompressed';
}

/** A recipe without outputs writes its final table as Parquet, under this name. */
const wholeTable: Output = { name: 'result', format: 'parquet', uri: '', options: {} };

/** The outputs of a recipe: what it names, else its final table as Parquet. */
export function recipeOutputs(recipe: Recipe): readonly Output[] {
  return recipe.outputs.length > 0 ? recipe.outputs : [wholeTable];
}

/** The outputs as a Python script writes them. Throws `unsupported` for columns that the target cannot write as CSV. */
export function scriptOutputs(flow: Flow, target: Target): ScriptOutput[] {
  return recipeOutputs(flow.recipe).map((output): ScriptOutput => {
    const columns = outputColumns(flow, output);
    const training = output.format === 'csv' && output.options.label !== undefined;
    if (output.format === 'csv') refuseNested(output, columns, target);
    return {
      name: output.name,
      format: output.format,
      part:
        output.part === undefined || !flow.split
          ? undefined
          : { as: flow.split.as, value: output.part },
      columns,
      all: columns.map((c) => c.name).join('\0') === flow.schema.map((c) => c.name).join('\0'),
      training,
      header: !training && output.options.header !== false,
      compression: output.options.compression ?? 'zstd',
    };
  });
}

function refuseNested(output: Output, columns: Schema, target: Target): void {
  if (target === 'duckdb') return;
  const nested = new Set(['list', 'struct', 'map', 'binary', 'interval']);
  const column = columns.find(({ type }) => nested.has(type.kind));
  if (!column) return;
  throw new AppError(
    'unsupported',
    `Output ${output.name} cannot be written as CSV by ${target}: column “${column.name}” is ${formatType(column.type)}.`,
    { hint: 'Write Parquet, leave the column out (select-columns), or export to DuckDB.' },
  );
}
