import type { Json } from '../operations/define.ts';
import {
  compileSteps,
  literalParameters,
  selectAfter,
  sqlContext,
  startRelation,
  withLinks,
} from '../recipe/compile.ts';
import type { Link, ParameterSql } from '../recipe/compile.ts';
import { compileCheck } from '../recipe/checks.ts';
import type { Flow } from '../recipe/flow.ts';
import { compileOutput, outputColumns } from '../recipe/outputs.ts';
import type { Output } from '../../shared/recipe.ts';
import { prefixOf } from '../recipe/prefix.ts';
import { sourceRelation } from '../recipe/relations.ts';
import { stepRows } from '../recipe/stepRows.ts';
import { readSource } from '../sql/readSource.ts';
import { ident, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Plan, PlanSource, PlanStep } from './plan.ts';

/** What a plan needs besides the recipe's flow. */
export interface PlanInput {
  readonly name: string;
  readonly recipeSha256: string;
  readonly versions: Plan['versions'];
  readonly parameters: Readonly<Record<string, Json>>;
  /** The files of each source that the recipe uses, with the keys of its Hive folders. */
  readonly sources: Readonly<Record<string, PlanSource & { readonly hiveKeys: readonly string[] }>>;
}

const result = ident('sluice_result');

/**
 * The plan of a run: the same statements run here, in a local job directory and on SageMaker.
 * The flow must be free of problems, with every value learned; its sources must carry their schema.
 */
export function buildPlan(flow: Flow, input: PlanInput): Plan {
  const param = literalParameters(flow, input.parameters);
  const links = compileSteps(flow, param);
  const outputs = flow.recipe.outputs.length > 0 ? flow.recipe.outputs : [wholeTable];
  const direct = isDirect(flow, outputs);
  const table = sql`CREATE TEMP TABLE ${result} AS
${selectAfter(links, flow.schema)}`;
  const final = direct ? (links.at(-1)?.name ?? startRelation) : result;
  return {
    sluicePlan: 1,
    name: input.name,
    recipe: { sha256: input.recipeSha256 },
    versions: input.versions,
    parameters: input.parameters,
    fitted: Object.fromEntries(
      flow.steps
        .filter((step) => step.fit !== 'none')
        .map((step) => [
          step.step.id,
          {
            on: step.splitAbove ? ('train' as const) : ('all' as const),
            prefix: prefixOf(flow.recipe, step.step.id) ?? '',
          },
        ]),
    ),
    sources: Object.fromEntries(
      Object.entries(input.sources).map(([name, { hiveKeys: _keys, ...source }]) => [name, source]),
    ),
    statements: [
      trusted(`SET TimeZone = 'UTC'`),
      ...sourceViews(flow, input),
      ...(direct ? [] : [table]),
    ],
    steps: planSteps(flow, links, param, direct && outputs.every(isOfAllRows)),
    checks: flow.recipe.checks.map((check) => {
      const compiled = compileCheck(check, flow, result, param);
      return {
        rule: check.rule,
        severity: check.severity,
        title: compiled.title,
        sql: compiled.sql,
        ...(compiled.sample === undefined ? {} : { sample: compiled.sample }),
      };
    }),
    outputs: outputs.map((output) => {
      const compiled = compileOutput(flow, output, final);
      return {
        name: output.name,
        uri: output.uri,
        format: output.format,
        sql: direct ? withLinks(links, compiled.select) : compiled.select,
        copyOptions: compiled.copyOptions,
        ...(direct ? { direct } : {}),
        ...(compiled.refuse
          ? {
              refuse: {
                sql: compiled.refuse,
                message: `Output ${output.name} has rows with NaN or infinity, which CSV for training cannot hold; replace or filter them first.`,
              },
            }
          : {}),
      };
    }),
  };
}

/**
 * True if the recipe is written as it is computed, without a table in between: there is one output,
 * and what checks need is all in its file.
 */
function isDirect(flow: Flow, outputs: readonly Output[]): boolean {
  const [output, second] = outputs;
  if (!output || second) return false;
  if (compileOutput(flow, output, result).refuse !== undefined) return false;
  if (flow.recipe.checks.length === 0) return true;
  const isWhole = outputColumns(flow, output).length === flow.schema.length;
  return output.format === 'parquet' && output.part === undefined && isWhole;
}

/** What a recipe without outputs writes: all rows, as Parquet. */
const wholeTable: Output = { name: 'result', format: 'parquet', uri: '', options: {} };

function sourceViews(flow: Flow, input: PlanInput): Sql[] {
  return Object.entries(input.sources).map(([name, source]) => {
    const select = readSource({
      format: source.format,
      options: source.options,
      schema: flow.sources[name] ?? [],
      hive: source.hiveKeys,
      files: trusted(`{${name}}`),
      base: trusted(`{${name}.base}`),
      identity: name === 'main' && flow.identity,
    });
    return sql`CREATE TEMP VIEW ${sourceRelation(name)} AS ${select}`;
  });
}

/** An output takes some rows only by the part that it names. */
function isOfAllRows({ part }: Output): boolean {
  return part === undefined;
}

/**
 * Counts: rows are counted anew only where a step may change their number, and the last such step's are
 * those that are written, if all are.
 */
function planSteps(
  flow: Flow,
  links: readonly Link[],
  param: ParameterSql,
  allWritten: boolean,
): PlanStep[] {
  const last = links.findLastIndex(({ step }) => stepRows(step) !== 'same');
  const rowsOut = ({ step }: Link, index: number): Pick<PlanStep, 'rowsOut' | 'written'> => {
    if (stepRows(step) === 'same') return {};
    return allWritten && index === last ? { written: true } : { rowsOut: count(index + 1) };
  };
  const count = (upTo: number): Sql =>
    withLinks(
      links.slice(0, upTo),
      sql`SELECT count(*) FROM ${links[upTo - 1]?.name ?? startRelation}`,
    );
  return links.map((link, index) => {
    const { step } = link;
    const from = links[index - 1]?.name ?? startRelation;
    const nulled = step.operation.nulled?.(sqlContext(flow, step, from, param));
    return {
      id: step.step.id,
      op: step.step.op,
      ...(index === 0 ? { rowsIn: count(0) } : {}),
      ...rowsOut(link, index),
      ...(nulled
        ? { nulled: withLinks(links.slice(0, index), sql`SELECT ${nulled} FROM ${from}`) }
        : {}),
    };
  });
}
