import type { Column, Schema } from '../../shared/columnType.ts';
import { checkExpression, scopeOf } from '../expression/check.ts';
import { emitDuckdb } from '../expression/emitDuckdb.ts';
import { emitPandasColumn } from '../expression/emitPandas.ts';
import { emitPolars } from '../expression/emitPolars.ts';
import { emitPyspark } from '../expression/emitPyspark.ts';
import { nulledCount } from '../expression/nulled.ts';
import { parseExpression } from '../expression/parse.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { orUnsupported } from '../expression/unsupportedError.ts';
import { childrenOf } from '../expression/walk.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { requireNewName } from './columns.ts';
import type { FlowContext, Operation } from './define.ts';
import { pandasMade, polarsMade, sparkMade } from './madeColumns.ts';
import { polarsName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { partedBySameCode } from './sameCode.ts';
import type { ColumnCode, MadeCode } from './sameCode.ts';
import { at } from './stepPath.ts';

/** A column that a step works out from the other cells of its row. */
export interface MadeColumn {
  /** A column of that name is replaced in its place, else the new one comes last. */
  readonly name: string;
  /** An expression: as written by `ex`, as a person wrote it, or checked already. */
  readonly value: string | TypedExpression;
  /** The param that the value's errors belong to. */
  readonly path: readonly (string | number)[];
  /** The param that a wrong name belongs to, if it is another one. */
  readonly namePath?: readonly (string | number)[];
}

/** What `rowwise` gives of an operation. */
type Rowwise<P> = Pick<
  Operation<P>,
  'rows' | 'order' | 'identity' | 'outputSchema' | 'nulled' | 'emit'
>;

/**
 * The part of an operation that is the same for all whose effect is columns worked out row by row:
 * `made` says which, as expressions over the columns that the step receives (never over each
 * other), `dropped` which columns go. All four targets follow from the expressions.
 */
export function rowwise<P>(
  made: (context: FlowContext<P>) => readonly MadeColumn[],
  dropped: (context: FlowContext<P>) => readonly string[] = () => [],
): Rowwise<P> {
  const checked = (context: FlowContext<P>): readonly Checked[] =>
    made(context).map((one) => ({ ...one, typed: typedOf(one, context) }));
  // What is made under a name that goes takes its place.
  const goneOf = (context: FlowContext<P>): readonly string[] => {
    const names = new Set(made(context).map(({ name }) => name));
    return dropped(context).filter((name) => !names.has(name));
  };
  return {
    rows: 'same',
    order: 'keeps',
    identity: 'keeps',
    outputSchema: (context) => schemaAfter(context.input, checked(context), goneOf(context)),
    nulled: (context) => {
      const counts = checked(context).flatMap(({ typed }) => nulledCount(typed, context) ?? []);
      return counts.length === 0 ? undefined : joinSql(counts, ' + ');
    },
    emit: {
      duckdb: (context) => {
        const { input, from, hidden } = context;
        const gone = goneOf(context);
        const columns = checked(context).map(({ name, typed }) => ({
          name,
          item: sql`${emitDuckdb(typed, context)} AS ${ident(name)}`,
        }));
        const isKept = ({ name }: { readonly name: string }): boolean =>
          input.some((column) => column.name === name);
        const replaced = columns.filter(isKept).map(({ item }) => item);
        const added = columns.filter((column) => !isKept(column)).map(({ item }) => item);
        const without = gone.length > 0 ? sql` EXCLUDE (${joinSql(gone.map(ident))})` : sql``;
        const by = replaced.length > 0 ? sql` REPLACE (${joinSql(replaced)})` : sql``;
        const others =
          gone.length === input.length && hidden.length === 0 ? [] : [sql`*${without}${by}`];
        return sql`SELECT ${joinSql([...others, ...added])} FROM ${from}`;
      },
      pandas: (context) =>
        orUnsupported(() => {
          const { frame } = context;
          const columns = checked(context);
          const gone = goneOf(context);
          const values = columns.map(({ name, typed }) => ({
            name,
            value: emitPandasColumn(typed, context),
          }));
          const drop =
            gone.length === 0 ? [] : [py`${frame} = ${frame}.drop(columns=${pyLit(gone)})`];
          if (readsMade(columns)) {
            const items = values.map(({ name, value }) => py`${pyLit(name)}: ${value}`);
            return [...pythonLines(py`${frame} = ${frame}.assign(**{`, items, py`})`), ...drop];
          }
          const parts = parted(columns, values, (name) => py`${frame}[${name}]`, false);
          return [...pandasMade(parts, frame), ...drop];
        }),
      polars: (context) =>
        orUnsupported(() => {
          const { frame } = context;
          const gone = goneOf(context);
          const columns = checked(context);
          const values = columns.map(({ name, typed }) => ({
            name,
            value: emitPolars(typed, context),
          }));
          const parts = parted(columns, values, (name) => py`pl.col(${name})`, true);
          return [
            ...polarsMade(parts, frame),
            ...(gone.length === 0
              ? []
              : pythonLines(py`${frame} = ${frame}.drop(`, gone.map(polarsName), py`)`)),
          ];
        }),
      pyspark: (context) =>
        orUnsupported(() => {
          const { frame } = context;
          const gone = goneOf(context);
          const columns = checked(context);
          const values = columns.map(({ name, typed }) => ({
            name,
            value: emitPyspark(typed, context),
          }));
          const parts = parted(columns, values, (name) => py`F.col(${name})`, true);
          return [
            ...sparkMade(parts, frame),
            ...(gone.length === 0
              ? []
              : pythonLines(
                  py`${frame} = ${frame}.drop(`,
                  gone.map((name) => pyLit(name)),
                  py`)`,
                )),
          ];
        }),
    },
  };
}

interface Checked extends MadeColumn {
  readonly typed: TypedExpression;
}

/** A made column's value, checked. Throws `StepError` at the param that it belongs to. */
export function typedOf(
  { value, path }: MadeColumn,
  context: FlowContext<unknown>,
): TypedExpression {
  if (typeof value !== 'string') return value;
  return at(path, () => checkExpression(parseExpression(value), scopeOf(context)));
}

function schemaAfter(input: Schema, made: readonly Checked[], gone: readonly string[]): Schema {
  const columns: Column[] = input.filter(({ name }) => !gone.includes(name));
  made.forEach(({ name, path, namePath = path, typed }, index) => {
    const isFirst = made.findIndex((one) => one.name === name) === index;
    const place = isFirst ? columns.findIndex((column) => column.name === name) : -1;
    if (place < 0) {
      requireNewName(columns, name, namePath);
      columns.push({ name, type: typed.type });
    } else columns[place] = { name, type: typed.type };
  });
  return columns;
}

/** Whether a column that is made is read by another one of the step, so that they must be made at once. */
function readsMade(made: readonly Checked[]): boolean {
  return made.some(({ typed }, index) => {
    const names = new Set(made.slice(0, index).map(({ name }) => name));
    return reads(typed, names);
  });
}

function reads(e: TypedExpression, names: ReadonlySet<string>): boolean {
  if (e.kind === 'column') return names.has(e.name);
  return childrenOf(e).some((child) => reads(child, names));
}

/** What loops make and what is made one by one; no loop where the order of their making matters. */
function parted(
  made: readonly Checked[],
  values: readonly ColumnCode[],
  ownColumn: (name: Py) => Py,
  lazy: boolean,
): readonly MadeCode[] {
  const names = new Set(made.map(({ name }) => name));
  const isTangled =
    names.size < made.length ||
    made.some(({ name, typed }) => reads(typed, new Set([...names].filter((one) => one !== name))));
  if (!isTangled) return partedBySameCode(values, ownColumn, lazy);
  return values.length === 0 ? [] : [{ single: values }];
}
