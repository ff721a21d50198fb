import type { Column, Schema } from '../../shared/columnType.ts';
import { AppError } from '../../shared/errors.ts';
import { StepError } from '../operations/define.ts';
import type { SqlContext } from '../operations/define.ts';
import { FILE_COLUMN, ROW_COLUMN } from '../sql/readSource.ts';
import { ident, joinSql, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { columnList, requireLearned, sqlContext, startRelation } from './compile.ts';
import type { Link, ParameterSql } from './compile.ts';
import type { Flow, FlowStep } from './flow.ts';
import { identityColumns } from './relations.ts';
import { rowsRelation } from './rowsRelation.ts';

/** How the rows of `main` come in. */
export interface OrderedOptions {
  /** True if the view of `main` ends with the row identity; else rows are numbered where it matters. */
  readonly mainHasIdentity: boolean;
  /** True if the rows that come out must carry an identity in the hidden columns. */
  readonly wantIdentity: boolean;
}

/** A chain whose rows come in one defined order, whatever is read of them. */
export interface OrderedChain {
  /** One SELECT without hidden columns being left out; `schema` and `hidden` are its columns. */
  readonly sql: Sql;
  readonly schema: Schema;
  readonly hidden: readonly string[];
}

const hiddenTypes: readonly Column[] = [
  { name: FILE_COLUMN, type: { kind: 'text' } },
  { name: ROW_COLUMN, type: { kind: 'int64' } },
];

/**
 * The first `count` steps of a flow as one SELECT for looking at: rows have the same order however
 * often and whichever columns of it are read. Where an operation loses the order, rows are ordered
 * by the source's order if the operation keeps the columns that tell it (a join does), and by all
 * columns in turn. Throws as `compileSteps`.
 */
export function orderedChain(
  flow: Flow,
  param: ParameterSql,
  count: number,
  options: OrderedOptions,
): OrderedChain {
  const steps = flow.steps.slice(0, count);
  const links: { readonly name: Sql; readonly body: Sql }[] = [];
  const prefix = linkPrefix(Object.keys(flow.sources));
  const numbered = (after: number): boolean =>
    options.wantIdentity || steps.slice(after).some((step) => step.operation.order !== 'keeps');
  let hidden: readonly string[] = [];
  if (options.mainHasIdentity) {
    hidden = identityColumns;
  } else if (numbered(0)) {
    links.push({
      name: startRelation,
      body: sql`SELECT * FROM ${rowsRelation('main')}`,
    });
    hidden = identityColumns;
  }
  let from = startRelation;
  for (const [index, step] of steps.entries()) {
    requireLearned(step, 'Learn them first.');
    const context = { ...sqlContext(flow, step, from, param), hidden: identityOf(step, hidden) };
    let body: Sql;
    if (step.operation.order === 'loses' && step.operation.identity === 'keeps') {
      // Rows are chosen or looked at in another order, but can be put back into the source's.
      body = sql`SELECT * FROM (
${emitted(step, context)}
) ORDER BY ${joinSql(hidden.map(ident))}`;
    } else if (step.operation.order === 'loses' || step.operation.identity === 'loses') {
      const carried = hidden.length > 0 ? carriedThrough(step, context) : undefined;
      const next = options.wantIdentity
        ? undefined
        : steps.slice(index + 1).find((later) => later.operation.order !== 'keeps');
      if (carried && next?.operation.order === 'loses' && next.operation.identity === 'loses') {
        // The next such step orders anew; until then the source's order is only carried along.
        body = emitted(step, carried);
        hidden = identityColumns;
      } else {
        const wantsNumber = numbered(index + 1);
        body = reordered(step, carried, context, wantsNumber);
        hidden = wantsNumber ? identityColumns : [];
      }
    } else {
      body = emitted(step, context);
    }
    const name = ident(`${prefix}${String(index + 1)}`);
    links.push({ name, body });
    from = name;
  }
  const schema = steps.at(-1)?.output ?? flow.sources['main'] ?? [];
  const columns = joinSql([columnList(schema), ...hidden.map(ident)].filter((list) => list !== ''));
  return { sql: withBodies(links, sql`SELECT ${columns} FROM ${from}`), schema, hidden };
}

/** `main` with rows numbered in place of their identity, in front of a query over it. */
export function overNumberedMain(query: Sql): Sql {
  return sql`WITH ${startRelation} AS (SELECT * FROM ${rowsRelation('main')}) SELECT * FROM (
${query}
)`;
}

const rowNumber = sql`'' AS ${ident(FILE_COLUMN)}, row_number() OVER () - 1 AS ${ident(ROW_COLUMN)}`;

/**
 * The columns that a step may take for the row identity. Where a run has none, numbers in its place
 * may decide ties of a sort, but never which rows or values come out.
 */
function identityOf(step: FlowStep, hidden: readonly string[]): readonly string[] {
  const { operation, params, hiddenIn } = step;
  const wants = operation.needsIdentity?.(params) ?? false;
  const sorts = operation.order === 'defines' && operation.rows === 'same';
  return wants && !hiddenIn && !sorts ? [] : hidden;
}

/** The rows of an operation that loses order, ordered again and, if wanted, numbered. */
function reordered(
  step: FlowStep,
  carried: SqlContext<unknown> | undefined,
  context: SqlContext<unknown>,
  numbered: boolean,
): Sql {
  const body = emitted(step, carried ?? { ...context, hidden: [] });
  const keys = [...(carried ? identityColumns : []), ...step.output.map(({ name }) => name)];
  const ordered = sql`SELECT * FROM (
${body}
)${keys.length === 0 ? trusted('') : sql` ORDER BY ${joinSql(keys.map(ident))}`}`;
  const columns = columnList(step.output);
  return sql`SELECT ${columns}${numbered ? sql`, ${rowNumber}` : trusted('')} FROM (
${ordered}
)`;
}

/**
 * The context in which the identity is taken for ordinary columns, if they then come out as they
 * went in; undefined for an operation that has other rows altogether.
 */
function carriedThrough(
  step: FlowStep,
  context: SqlContext<unknown>,
): SqlContext<unknown> | undefined {
  const wider = { ...context, input: [...context.input, ...hiddenTypes], hidden: [] };
  let output: Schema;
  try {
    output = step.operation.outputSchema(wider);
  } catch (error) {
    if (error instanceof StepError) return undefined;
    throw error;
  }
  const through = hiddenTypes.every(({ name }) => output.some((column) => column.name === name));
  return through ? { ...wider, output } : undefined;
}

function emitted(step: FlowStep, context: SqlContext<unknown>): Sql {
  const body = step.operation.emit.duckdb(context);
  if (typeof body === 'string') return body;
  throw new AppError(
    'unsupported',
    `Step ${step.step.id} (${step.step.op}) cannot run on DuckDB: ${body.unsupported}.`,
    { hint: 'Edit the step, or switch it off.' },
  );
}

function withBodies(links: readonly Pick<Link, 'name' | 'body'>[], select: Sql): Sql {
  if (links.length === 0) return select;
  const ctes = links.map(
    ({ name, body }) => sql`${name} AS (
${body}
)`,
  );
  return sql`WITH ${joinSql(ctes)}
${select}`;
}

/** `step_`, or a longer one where a source is named like a step. */
function linkPrefix(sources: readonly string[]): string {
  let prefix = 'step_';
  while (sources.some((name) => name.toLowerCase().startsWith(prefix))) prefix = `_${prefix}`;
  return prefix;
}
