import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exportScript } from '../../../src/core/codegen/exportScript.ts';
import { recipeOutputs } from '../../../src/core/codegen/scriptOutput.ts';
import { compileRecipe } from '../../../src/core/recipe/compile.ts';
import type { Flow } from '../../../src/core/recipe/flow.ts';
import { compileOutput } from '../../../src/core/recipe/outputs.ts';
import { ident, joinSql, lit, sql } from '../../../src/core/sql/sql.ts';
import { duckdbType } from '../../../src/core/sql/types.ts';
import type { Schema } from '../../../src/shared/columnType.ts';
import { AppError } from '../../../src/shared/errors.ts';
import { readTable } from '../../conformance/exampleTables.ts';
import { orError } from './bench.ts';
import type { Bench, Outcome } from './bench.ts';
import { createChainTables, defaultsOf, isOrderKnown, learnedFlow, viewMain } from './chain.ts';
import type { Chain } from './chain.ts';
import { compared } from './compared.ts';
import type { Difference } from './compared.ts';
import { pythonTargets } from './runStep.ts';
import type { FuzzTarget } from './runStep.ts';

/** What came of a chain. */
export interface RanChain {
  readonly outcomes: Readonly<Record<string, Outcome>>;
  readonly differences: readonly Difference[];
}

/**
 * Compiles a chain as products do: one SELECT for DuckDB, a whole exported script for the others, and
 * compares the tables at the end. Undefined for a chain that the compiler refuses.
 */
export async function runChain(
  bench: Bench,
  chain: Chain,
  targets: readonly FuzzTarget[] = pythonTargets,
): Promise<RanChain | undefined> {
  return bench.apart(async (folder) => {
    const { connection } = bench;
    await createChainTables(connection, chain);
    const flow = await learnedFlow(connection, chain);
    if (typeof flow === 'string') return undefined;
    await viewMain(connection, flow);
    const [output] = recipeOutputs(flow.recipe);
    if (!output) throw new Error('The recipe has no output.');
    const rows = sql`(${compileRecipe(flow, defaultsOf(flow))})`;
    const { columns, select } = compileOutput(flow, output, rows);
    if (columns.length === 0) return undefined;
    const expected = await orError(() => readTable(connection, select));
    const outcomes: Record<string, Outcome> = { duckdb: expected };
    const differences: Difference[] = [...schemaDifferences(columns, expected)];
    const paths = await written(bench, chain, folder);
    for (const target of targets) {
      const outcome = await inScript(bench, flow, target, paths, folder);
      outcomes[target] = outcome;
      differences.push(...compared(target, outcome, expected, isOrderKnown(flow.steps)));
    }
    const stops = Object.values(outcomes).some((outcome) => 'error' in outcome);
    if (stops && (await stopsOnTheWay(bench, flow))) return { outcomes, differences: [] };
    return { outcomes, differences };
  });
}

/**
 * Whether a step is defined to stop on these data. An engine that works out only what is read later
 * may never come to it, so what the others do then is no difference.
 */
async function stopsOnTheWay({ connection }: Bench, flow: Flow): Promise<boolean> {
  for (const count of flow.steps.keys()) {
    const select = compileRecipe(flow, defaultsOf(flow), count + 1);
    const outcome = await orError(() => readTable(connection, select));
    if ('error' in outcome) return true;
  }
  return false;
}

function schemaDifferences(schema: Schema, outcome: Outcome): readonly Difference[] {
  if (!('table' in outcome)) return [];
  const wanted = schema.map(({ name, type }) => `${name} ${duckdbType(type)}`).join(', ');
  const found = outcome.table.columns.map(([name, type]) => `${name} ${type}`).join(', ');
  if (found === wanted) return [];
  return [{ target: 'schema', words: [`columns are ${found}, the flow says ${wanted}`] }];
}

async function written(
  bench: Bench,
  chain: Chain,
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  const paths: Record<string, string> = {};
  for (const [name, table] of Object.entries(chain.tables)) {
    await mkdir(join(folder, name));
    // The name of the main file is part of its rows' identity.
    paths[name] = join(folder, name, 'data.parquet');
    const columns = joinSql(table.columns.map(([column]) => ident(column)));
    const from = ident(name === 'main' ? 'main_rows' : name);
    await bench.connection.run(
      sql`COPY (SELECT ${columns} FROM ${from}) TO ${lit(paths[name])} (FORMAT parquet)`,
    );
  }
  return paths;
}

async function inScript(
  bench: Bench,
  flow: Flow,
  target: FuzzTarget,
  paths: Readonly<Record<string, string>>,
  folder: string,
): Promise<Outcome> {
  let script: string;
  try {
    script = exportScript(flow, target, { paths });
  } catch (error) {
    if (error instanceof AppError && error.code === 'unsupported') {
      return { unsupported: error.message };
    }
    throw error;
  }
  const output = join(folder, `${target}-out`);
  return bench.inPython(
    { id: output, target, script, output },
    join(output, 'result', '*.parquet'),
  );
}
