import { AppError } from '../../shared/errors.ts';
import type { Column, Schema } from '../../shared/columnType.ts';
import { sqlLiteral } from '../expression/literal.ts';
import type { Json, SqlContext } from '../operations/define.ts';
import { ident, joinSql, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Flow, FlowStep } from './flow.ts';
import { identityColumns, sourceRelation } from './relations.ts';

/** How parameters are written: as literals of their values, or as the SQL that a script reads them by. */
export type ParameterSql = (name: string) => Sql;

/** One link of the chain: `name` is the CTE's identifier, `body` its SELECT. */
export interface Link {
  readonly step: FlowStep;
  readonly name: Sql;
  readonly body: Sql;
}

/** Literals of the parameters' values, for plans and previews. */
export function literalParameters(
  flow: Flow,
  values: Readonly<Record<string, Json>>,
): ParameterSql {
  return (name) => {
    const type = Object.hasOwn(flow.parameters, name) ? flow.parameters[name] : undefined;
    if (!type || !Object.hasOwn(values, name)) {
      throw new AppError('bad-recipe', `The recipe has no parameter “${name}”.`, {
        hint: 'Add it to the parameters.',
      });
    }
    return sqlLiteral(values[name] ?? null, type);
  };
}

/** The SQL context of one step, given the relation that it reads. */
export function sqlContext(
  flow: Flow,
  step: FlowStep,
  from: Sql,
  param: ParameterSql,
): SqlContext<unknown> {
  return {
    id: step.step.id,
    params: step.params,
    input: step.input,
    output: step.output,
    parameters: flow.parameters,
    fitted: step.fitted,
    hidden: step.hiddenIn ? identityColumns : [],
    source: (name) => flow.sources[name] ?? [],
    from,
    param,
    relation: (name) => sourceRelation(name),
  };
}

/** The relation before the first step. */
export const startRelation: Sql = sourceRelation('main');

/**
 * Compiles the first `count` steps to a chain of CTEs, each a SELECT over the one before. Throws
 * `unsupported` with the step's reason where DuckDB cannot do a step, and `stale` for a step whose
 * values were never learned, or whose columns are outdated.
 */
export function compileSteps(
  flow: Flow,
  param: ParameterSql,
  count = flow.steps.length,
): readonly Link[] {
  const links: Link[] = [];
  const prefix = linkPrefix(Object.keys(flow.sources));
  let from = startRelation;
  for (const [index, step] of flow.steps.slice(0, count).entries()) {
    requireLearned(step, 'Run with --refit to learn them.');
    const body = step.operation.emit.duckdb(sqlContext(flow, step, from, param));
    if (typeof body !== 'string') {
      throw new AppError(
        'unsupported',
        `Step ${step.step.id} (${step.step.op}) cannot run on DuckDB: ${body.unsupported}.`,
        {
          hint: 'Edit the step, or switch it off.',
        },
      );
    }
    const name = ident(`${prefix}${String(index + 1)}`);
    links.push({ step, name, body });
    from = name;
  }
  return links;
}

/** Throws `stale` for a step that has no values, or whose columns are no longer those that it learned. */
export function requireLearned({ fit, outdated, step }: FlowStep, hint: string): void {
  if (fit !== 'missing' && !outdated) return;
  const why = outdated ? 'must learn its columns anew' : 'has not learned its values yet';
  throw new AppError('stale', `Step ${step.id} (${step.op}) ${why}.`, { hint });
}

/** `step_`, or a longer one where a source is named like a step. */
function linkPrefix(sources: readonly string[]): string {
  let prefix = 'step_';
  while (sources.some((name) => name.toLowerCase().startsWith(prefix))) prefix = `_${prefix}`;
  return prefix;
}

/** The rows after the chain: one SELECT with exactly the columns of `schema`, hidden ones left out. */
export function selectAfter(links: readonly Link[], schema: Schema, rest: Sql = trusted('')): Sql {
  const from = links.at(-1)?.name ?? startRelation;
  return withLinks(links, sql`SELECT ${columnList(schema)} FROM ${from}${rest}`);
}

/** Puts the chain in front of a SELECT that reads from its last link. */
export function withLinks(links: readonly Link[], select: Sql): Sql {
  if (links.length === 0) return select;
  const ctes = links.map(
    ({ name, body }) => sql`${name} AS (
${indent(body)}
)`,
  );
  return sql`WITH ${joinSql(ctes, ', ')}
${select}`;
}

/** The whole recipe as one SELECT. */
export function compileRecipe(flow: Flow, param: ParameterSql, count = flow.steps.length): Sql {
  const links = compileSteps(flow, param, count);
  return selectAfter(links, links.at(-1)?.step.output ?? flow.sources['main'] ?? []);
}

/** `"a", "b"`: the columns by name. */
export function columnList(columns: readonly Column[]): Sql {
  return joinSql(columns.map((column) => ident(column.name)));
}

function indent(body: Sql): Sql {
  // Literals may hold line breaks, which must not be touched: only the first line is moved in.
  return sql`  ${body}`;
}
