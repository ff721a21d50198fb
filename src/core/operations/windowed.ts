import type { Column, Schema } from '../../shared/columnType.ts';
import { sql, ident, joinSql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Py } from '../python/py.ts';
import type { FlowContext, Operation, PythonContext, SqlContext, Unsupported } from './define.ts';
import { StepError } from './define.ts';
import { rowwise, typedOf } from './rowwise.ts';
import { passing } from './windowColumn.ts';
import { duckdbOver } from './windowDuckdb.ts';
import type { Stage, WindowPlan, WindowWriter } from './windowPlan.ts';
import { noOrder } from './windowOrder.ts';
import { pandasWindow } from './windowPandas.ts';
import { polarsWindow } from './windowPolars.ts';
import { sparkWindow } from './windowPyspark.ts';

/** What `windowed` gives of an operation. */
type Windowed<P> = Pick<
  Operation<P>,
  'rows' | 'order' | 'identity' | 'outputSchema' | 'nulled' | 'emit'
>;

/**
 * The part of an operation that is the same for all that work over windows: the plan says which
 * columns are made, and throws what is wrong with the params. Columns named by `passing` are gone
 * after the step, the rows stand as they stood before.
 */
export function windowed<P>(plan: (context: FlowContext<P>) => WindowPlan): Windowed<P> {
  const python =
    (
      write: (plan: WindowPlan, context: PythonContext<P>) => WindowWriter,
      target: 'pandas' | 'polars' | 'pyspark',
    ) =>
    (context: PythonContext<P>): readonly Py[] | Unsupported => {
      const found = plan(context);
      if (lacksOrder(found, context)) return noOrder;
      const { begin, add, end } = write(found, context);
      const lines = [...begin];
      for (const [index, { stage, input }] of stagesOf(found, context).entries()) {
        if ('over' in stage) {
          lines.push(...add(stage.over, index === 0));
          continue;
        }
        const made = rowwise<P>(() => stage.made).emit[target]({ ...context, input });
        if ('unsupported' in made) return made;
        lines.push(...made);
      }
      return [...lines, ...end(passingOf(found, context))];
    };
  return {
    rows: 'same',
    order: 'keeps',
    identity: 'keeps',
    outputSchema: (context) => {
      const found = plan(context);
      if (context.identityIsLost === true && found.order?.length === 0) {
        throw new StepError(
          ['order'],
          'The rows are no longer rows of the source, so the step needs an order.',
          'Name the columns whose order counts, or move the step up.',
        );
      }
      const gone = passingOf(found, context);
      return schemaAfter(found, context).filter(({ name }) => !gone.includes(name));
    },
    nulled: (context) => {
      const found = plan(context);
      if (lacksOrder(found, context)) return undefined;
      const counts = duckdbStages(found, context).flatMap(({ stage, input, from }) => {
        if ('over' in stage) return [];
        const count = rowwise<P>(() => stage.made).nulled?.({ ...context, input });
        return count === undefined ? [] : [sql`(SELECT ${count} FROM ${from})`];
      });
      // Windows cannot stand in an aggregate, but a query of its own can.
      return counts.length === 0 ? undefined : sql`coalesce(max(${joinSql(counts, ' + ')}), 0)`;
    },
    emit: {
      duckdb: (context) => {
        const found = plan(context);
        if (lacksOrder(found, context)) return noOrder;
        const last = duckdbStages(found, context).at(-1)?.to ?? context.from;
        const gone = [passing('place'), ...passingOf(found, context)].map(ident);
        return sql`SELECT * EXCLUDE (${joinSql(gone)}) FROM ${last} ORDER BY ${ident(passing('place'))}`;
      },
      pandas: python(pandasWindow, 'pandas'),
      polars: python(polarsWindow, 'polars'),
      pyspark: python(sparkWindow, 'pyspark'),
    },
  };
}

function lacksOrder(
  { order }: WindowPlan,
  { hidden }: { readonly hidden: readonly string[] },
): boolean {
  return order?.length === 0 && hidden.length === 0;
}

interface Walked {
  readonly stage: Stage;
  /** The columns before and after the stage. */
  readonly input: Schema;
  readonly output: Schema;
}

function stagesOf(plan: WindowPlan, context: FlowContext<unknown>): readonly Walked[] {
  let { input } = context;
  return plan.stages.map((stage) => {
    const columns =
      'over' in stage
        ? stage.over
        : stage.made.map((one) => ({
            name: one.name,
            type: typedOf(one, { ...context, input }).type,
          }));
    const walked = { stage, input, output: withColumns(input, columns) };
    input = walked.output;
    return walked;
  });
}

function withColumns(schema: Schema, columns: readonly Column[]): Schema {
  const made = columns.map(({ name, type }) => ({ name, type }));
  const isOld = ({ name }: Column): boolean => schema.some((column) => column.name === name);
  return [
    ...schema.map((column) => made.find(({ name }) => name === column.name) ?? column),
    ...made.filter((column) => !isOld(column)),
  ];
}

function schemaAfter(plan: WindowPlan, context: FlowContext<unknown>): Schema {
  return stagesOf(plan, context).at(-1)?.output ?? context.input;
}

/** The columns that the stages made for one another. */
function passingOf(plan: WindowPlan, context: FlowContext<unknown>): readonly string[] {
  return schemaAfter(plan, context)
    .map(({ name }) => name)
    .filter((name) => name.startsWith(passing('')));
}

/** Every stage with the relation that it reads and the one that it gives. */
function duckdbStages<P>(
  plan: WindowPlan,
  context: SqlContext<P>,
): readonly (Walked & { readonly from: Sql; readonly to: Sql })[] {
  // Windows are worked out group by group, which loses the order of the rows.
  let from = sql`(SELECT *, row_number() OVER () AS ${ident(passing('place'))} FROM ${context.from})`;
  return stagesOf(plan, context).map((walked) => {
    const { stage, input } = walked;
    const select =
      'over' in stage
        ? duckdbOver(stage.over, input, plan, { ...context, from })
        : rowwise<P>(() => stage.made).emit.duckdb({ ...context, input, from });
    if (typeof select !== 'string') throw new Error(select.unsupported);
    const found = { ...walked, from, to: sql`(${select})` };
    from = found.to;
    return found;
  });
}
