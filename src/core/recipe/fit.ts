import type { Fit } from '../operations/define.ts';
import { ident, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { compileSteps, sqlContext, startRelation, withLinks } from './compile.ts';
import type { ParameterSql } from './compile.ts';
import type { Flow, FlowStep, Split } from './flow.ts';

/** The query that learns one step's values, and what its answer means. */
export interface StepFit {
  readonly step: FlowStep;
  readonly query: Sql;
  /** The rows that it learns from. */
  readonly rows: Sql;
  readonly decode: Fit['decode'];
  /** As `Fit.ownSql`. */
  readonly ownSql: Fit['ownSql'];
  /** Which rows it learns from. */
  readonly on: 'train' | 'all';
}

/**
 * The fit of the step at `position` in `flow.steps`; the steps before it must have their values.
 * `undefined` for a step that learns nothing. With a split above, it learns from the training part.
 */
export function stepFit(flow: Flow, position: number, param: ParameterSql): StepFit | undefined {
  const step = flow.steps[position];
  if (!step?.operation.fit || step.fit === 'none') return undefined;
  const links = compileSteps(flow, param, position);
  const before = links.at(-1)?.name ?? startRelation;
  const part = step.splitAbove && trainingPart(step.splitAbove);
  const from =
    step.splitAbove && part !== undefined
      ? sql`(SELECT * FROM ${before} WHERE ${ident(step.splitAbove.as)} = ${lit(part)}) AS learned_from`
      : before;
  const { query, decode, ownSql } = step.operation.fit(sqlContext(flow, step, from, param));
  return {
    step,
    query: withLinks(links, query),
    rows: withLinks(links, sql`SELECT * FROM ${from}`),
    decode,
    ownSql,
    on: part === undefined ? 'all' : 'train',
  };
}

/** The part that values are learned from: the one named `train`, else the first. */
function trainingPart(split: Split): string | undefined {
  return split.parts.includes('train') ? 'train' : split.parts[0];
}
