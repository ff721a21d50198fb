import type { DuckDBConnection } from '@duckdb/node-api';
import { operations } from '../../../src/core/operations/registry.ts';
import type { ExampleTable, Json, Operation } from '../../../src/core/operations/define.ts';
import type { Schema } from '../../../src/shared/columnType.ts';
import { formatType } from '../../../src/core/sql/types.ts';
import type { Step } from '../../../src/shared/recipe.ts';
import { createChainTables, isFreeOfOrder, isOrderKnown, learnedFlow } from '../run/chain.ts';
import type { Chain } from '../run/chain.ts';
import { drawFor } from './draw.ts';
import { cellsOf, drawParams, freshTables, tablesLike } from './stepCase.ts';
import { drawRows } from './tables.ts';

/** Wider tables take time and show nothing more. */
const mostColumns = 40;

/**
 * A chain of two to six steps that the compiler accepts, with at least one of `wanted` if given. Its
 * tables are made in the connection's schema, as steps learn from them on the way.
 */
export async function drawChain(
  connection: DuckDBConnection,
  seed: number,
  wanted: readonly Operation<unknown>[] = operations,
): Promise<Chain> {
  const draw = drawFor(seed);
  // Often the tables of an example, whose texts and dates some operation has a use for.
  const first = draw.one(wanted);
  const example = draw.chance(60) ? draw.one(first.examples) : undefined;
  const { columns, sources, parameters } = example
    ? tablesLike(draw, first, example)
    : freshTables(draw, []);
  const known = (name: string, type: string): readonly Json[] =>
    example ? cellsOf([example.input, ...Object.values(sources ?? {})], name, type) : [];
  const tables: Record<string, ExampleTable> = { main: drawRows(draw, columns, known) };
  for (const [name, table] of Object.entries(sources ?? {})) {
    tables[name] = drawRows(draw, table.columns, known);
  }
  let chain: Chain = {
    tables,
    parameters: Object.entries(parameters ?? {}).map(([name, [type, value]]) => ({
      name,
      type,
      default: value,
    })),
    steps: [],
  };
  await createChainTables(connection, chain);
  const length = draw.between(2, 6);
  let schema: ReturnType<typeof asColumns> = columns;
  for (let tries = 0; tries < 3 * length && chain.steps.length < length; tries += 1) {
    const operation = draw.one(draw.chance(50) ? wanted : operations);
    const others = Object.fromEntries(Object.entries(tables).filter(([name]) => name !== 'main'));
    const params = drawParams(draw, operation, {
      columns: schema,
      sources: others,
      ...(parameters && { parameters }),
    });
    if (params === undefined) continue;
    const id = `s${String(chain.steps.length + 1)}`;
    const step: Step = {
      ...{ id, op: operation.id, version: operation.version },
      ...{ params, enabled: true, note: '' },
    };
    const longer = { ...chain, steps: [...chain.steps, step] };
    const flow = await learnedFlow(connection, longer);
    if (typeof flow === 'string' || flow.schema.length > mostColumns) continue;
    if (!isOrderKnown(flow.steps.slice(0, -1)) && !(await isFreeOfOrder(connection, flow))) {
      continue;
    }
    chain = longer;
    schema = asColumns(flow.schema);
  }
  return chain;
}

function asColumns(schema: Schema): readonly (readonly [string, string])[] {
  return schema.map(({ name, type }) => [name, formatType(type)] as const);
}
