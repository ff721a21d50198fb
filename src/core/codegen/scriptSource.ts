import type { Schema } from '../../shared/columnType.ts';
import { AppError } from '../../shared/errors.ts';
import type { Target } from '../operations/define.ts';
import { checkSources } from '../recipe/checks.ts';
import type { Flow } from '../recipe/flow.ts';
import type { ReadFormat } from '../../shared/source.ts';
import { isReadFormat } from '../../shared/isReadFormat.ts';
import type { CsvOptions, Source } from '../../shared/recipe.ts';
import { formatType } from '../sql/types.ts';
import { refuseOptions } from './refuseOptions.ts';
import type { ScriptOptions } from './scriptOptions.ts';

/** Formats that some target's scripts read. */
export type ScriptFormat = ReadFormat | 'arrow';

/** A source as a script reads it. */
export interface ScriptSource {
  readonly name: string;
  /** Default path: a file, a folder or a glob. */
  readonly path: string;
  readonly format: ScriptFormat;
  readonly options: CsvOptions;
  /** The declared columns, Hive keys included. */
  readonly schema: Schema;
  /** The columns that come from the paths; `auto` where only the paths will tell. */
  readonly hive: readonly string[] | 'auto';
  /** Whether the hidden columns of the row identity are added. */
  readonly identity: boolean;
  /** The recipe whose result it is; its own script writes that. */
  readonly recipe?: string;
  /** False for a source that no enabled step and no check reads. */
  readonly used: boolean;
}

/** The sources of a recipe, `main` first. Throws `unsupported` for a column that the target cannot read. */
export function scriptSources(flow: Flow, target: Target, options: ScriptOptions): ScriptSource[] {
  // A notebook's cell has no checks.
  const checked = options.form === 'cell' ? [] : checkSources(flow.recipe.checks);
  const used = new Set(['main', ...stepSources(flow), ...checked]);
  const names = Object.keys(flow.recipe.sources).sort(
    (a, b) => Number(b === 'main') - Number(a === 'main'),
  );
  return names.map((name): ScriptSource => {
    const source = flow.recipe.sources[name];
    const schema = flow.sources[name] ?? [];
    if (!source) throw new AppError('internal', `There is no source “${name}”.`);
    const format = scriptFormat(name, source.format, target);
    if (used.has(name)) {
      refuseTypes(name, schema, target);
      refuseOptions(name, source, target);
    }
    const uri = source.format === 'recipe' ? resultOf(source.uri) : source.uri;
    const path = options.paths?.[name] ?? below(options.recipeFolder, uri);
    const known = options.hive?.[name]?.filter((key) => schema.some((c) => c.name === key));
    return {
      name,
      path,
      format,
      options: source.options,
      schema,
      hive:
        known ?? (isFile(path) || format !== 'parquet' || source.format === 'recipe' ? [] : 'auto'),
      identity: name === 'main' && flow.identity,
      used: used.has(name),
      ...(source.format === 'recipe' ? { recipe: source.uri } : {}),
    };
  });
}

/** The sources that the enabled steps name. */
export function stepSources(flow: Flow): readonly string[] {
  return flow.steps.flatMap((step) => step.operation.sources?.(step.params) ?? []);
}

const unreadable: Record<Target, readonly string[]> = {
  duckdb: [],
  polars: ['interval', 'map'],
  pandas: ['time', 'interval'],
  pyspark: ['time', 'interval', 'timestamp_ns'],
};

/** Throws `unsupported` where the target's own libraries do not read the format with the same types. */
function scriptFormat(name: string, format: Source['format'], target: Target): ScriptFormat {
  // What the other recipe's own script writes.
  if (format === 'recipe') return 'parquet';
  if (isReadFormat(format)) return format;
  if (format === 'arrow' && (target === 'pandas' || target === 'polars')) return format;
  const words = { arrow: 'an Arrow file', excel: 'an Excel workbook', avro: 'an Avro file' };
  throw new AppError(
    'unsupported',
    `Source ${name} cannot be read by ${target}: it is ${words[format]}.`,
    {
      hint:
        format === 'arrow'
          ? 'Export to pandas or polars, or write the source as Parquet.'
          : 'Run the recipe here, or write the source as Parquet.',
    },
  );
}

/** Where the script of another recipe writes its rows, given `--out` of that recipe's name. */
function resultOf(uri: string): string {
  return `${uri.replace(/\.sluice\.json$/, '')}/result`;
}

function refuseTypes(name: string, schema: Schema, target: Target): void {
  const column = schema.find(({ type }) => unreadable[target].includes(type.kind));
  if (!column) return;
  throw new AppError(
    'unsupported',
    `Source ${name} cannot be read by ${target}: column “${column.name}” is ${formatType(column.type)}.`,
    { hint: 'Take the column out of the source, or export to DuckDB.' },
  );
}

function below(folder: string | undefined, uri: string): string {
  const path = uri.startsWith('file://') ? decodeURIComponent(uri.slice('file://'.length)) : uri;
  const absolute = path.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(path);
  if (absolute || folder === undefined) return path;
  return `${folder.replace(/\/+$/, '')}/${path}`;
}

function isFile(path: string): boolean {
  const last = path.split('/').at(-1) ?? '';
  return /^[^*?[]+\.[A-Za-z0-9]+$/.test(last);
}
