import type { DuckDBConnection } from '@duckdb/node-api';
import type { ExampleTable, FittedValues } from '../../../src/core/operations/define.ts';
import { compileRecipe, literalParameters, sqlContext } from '../../../src/core/recipe/compile.ts';
import type { ParameterSql } from '../../../src/core/recipe/compile.ts';
import { stepFit } from '../../../src/core/recipe/fit.ts';
import { columnFlow } from '../../../src/core/recipe/flow.ts';
import type { Flow, FlowStep } from '../../../src/core/recipe/flow.ts';
import { ident, joinSql, sql, trusted } from '../../../src/core/sql/sql.ts';
import { formatType, sameType } from '../../../src/core/sql/types.ts';
import type { Recipe, Step } from '../../../src/shared/recipe.ts';
import { createTable, differences, readTable, schemaOf } from '../../conformance/exampleTables.ts';
import type { FoundTable } from '../../conformance/exampleTables.ts';
import { hiddenColumns } from '../../conformance/stepContexts.ts';

/** Tables, the recipe's parameters, and steps over them. */
export interface Chain {
  readonly tables: Readonly<Record<string, ExampleTable>>;
  readonly parameters: Recipe['parameters'];
  readonly steps: readonly Step[];
}

/** Where the main table lies with the identity columns; `main` is a view of it. */
const rows = 'main_rows';

/** Creates a chain's tables in the connection's schema. */
export async function createChainTables(
  connection: DuckDBConnection,
  { tables }: Pick<Chain, 'tables'>,
): Promise<void> {
  for (const [name, table] of Object.entries(tables)) {
    await createTable(connection, name === 'main' ? rows : name, table, name === 'main');
  }
}

/** The chain as a document. */
function recipeOf({ tables, parameters, steps }: Chain): Recipe {
  return {
    sluice: 1,
    name: 'a random chain',
    parameters,
    sources: Object.fromEntries(
      Object.entries(tables).map(([name, table]) => [
        name,
        {
          uri: `${name}.parquet`,
          format: 'parquet',
          options: {},
          schema: schemaOf(table).map((c) => ({ name: c.name, type: formatType(c.type) })),
        },
      ]),
    ),
    steps,
    fitted: {},
    checks: [],
    outputs: [],
  };
}

/** The parameters' default values as SQL. */
export function defaultsOf(flow: Flow): ParameterSql {
  const values = flow.recipe.parameters.map((one) => [one.name, one.default] as const);
  return literalParameters(flow, Object.fromEntries(values));
}

/**
 * The chain's flow with every step's values learned; a text where a step refuses what it is given.
 * Tables must be there already.
 */
export async function learnedFlow(
  connection: DuckDBConnection,
  chain: Chain,
): Promise<Flow | string> {
  const fresh: Record<string, FittedValues> = {};
  const schemas = Object.fromEntries(
    Object.entries(chain.tables).map(([name, table]) => [name, schemaOf(table)]),
  );
  for (;;) {
    const flow = columnFlow(recipeOf(chain), schemas, fresh);
    const [problem] = flow.problems;
    const missing = flow.steps.findIndex(({ fit }) => fit === 'missing');
    if (missing < 0) return problem ? problem.message : flow;
    await viewMain(connection, flow);
    const fit = stepFit(flow, missing, defaultsOf(flow));
    if (!fit) throw new Error('A step that has not learned has no fit.');
    try {
      const answer = await connection.runAndReadAll(fit.query);
      fresh[fit.step.step.id] = fit.decode(answer.getRowsJson());
    } catch (error) {
      // A step before it stops, or the data are nothing to learn from.
      return error instanceof Error ? error.message : String(error);
    }
  }
}

/** `main` as the flow wants it: with the identity columns or without. */
export async function viewMain(connection: DuckDBConnection, flow: Flow): Promise<void> {
  const names = (flow.sources['main'] ?? []).map(({ name }) => name);
  const columns = [...names, ...(flow.identity ? hiddenColumns : [])].map(ident);
  await connection.run(
    sql`CREATE OR REPLACE VIEW main AS SELECT ${joinSql(columns)} FROM ${ident(rows)}`,
  );
}

/**
 * Whether the order of the rows after the last of these steps is the same on every target: that of
 * the source, or a sort's whose ties the row identity decides.
 */
export function isOrderKnown(steps: readonly FlowStep[]): boolean {
  return steps.reduce((before, { operation, hiddenIn }) => {
    if (operation.order === 'keeps') return before;
    return operation.order === 'defines' && hiddenIn;
  }, true);
}

/**
 * Whether a chain's last step gives the same rows whatever the order that it gets them in. Where
 * that order is nobody's, another step has no one meaning.
 */
export async function isFreeOfOrder(connection: DuckDBConnection, flow: Flow): Promise<boolean> {
  const step = flow.steps.at(-1);
  if (!step) return true;
  if (isPermutation(step)) return true;
  await viewMain(connection, flow);
  const before = compileRecipe(flow, defaultsOf(flow), flow.steps.length - 1);
  const results: FoundTable[] = [];
  try {
    await connection.run(sql`CREATE OR REPLACE TABLE numbered AS
      SELECT *, row_number() OVER () AS place FROM (${before})`);
    for (const order of ['place', 'place DESC', 'hash(place)']) {
      await connection.run(sql`CREATE OR REPLACE TABLE turned AS
        SELECT * EXCLUDE (place) FROM numbered ORDER BY ${trusted(order)}`);
      const select = step.operation.emit.duckdb({
        ...sqlContext(flow, step, ident('turned'), defaultsOf(flow)),
        hidden: [],
      });
      if (typeof select !== 'string') return false;
      results.push(await readTable(connection, select));
    }
  } catch {
    // A chain that stops for some row stops in any order.
    return true;
  }
  const [first, ...others] = results;
  return (
    first !== undefined && others.every((other) => differences(other, first, false).length === 0)
  );
}

/** A sort: it gives back the rows that it got. */
function isPermutation({ operation, input, output }: FlowStep): boolean {
  const same = input.every(
    (column, at) => output[at]?.name === column.name && sameType(output[at].type, column.type),
  );
  return (
    operation.order === 'defines' &&
    operation.rows === 'same' &&
    same &&
    input.length === output.length
  );
}
