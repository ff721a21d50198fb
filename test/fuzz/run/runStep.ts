import { join } from 'node:path';
import { isOrdered } from '../../../src/core/operations/columns.ts';
import { ident, lit, sql } from '../../../src/core/sql/sql.ts';
import { duckdbType, parseType } from '../../../src/core/sql/types.ts';
import { AppError } from '../../../src/shared/errors.ts';
import { readTable } from '../../conformance/exampleTables.ts';
import {
  createTables,
  emitPython,
  flowContext,
  hiddenColumns,
  sqlContext,
} from '../../conformance/stepContexts.ts';
import type { StepCase } from '../../conformance/stepContexts.ts';
import { orError } from './bench.ts';
import type { Bench, Outcome } from './bench.ts';
import { compared, hiddenLast, isBeyondDecimals, without } from './compared.ts';
import type { Difference } from './compared.ts';

/** The targets that DuckDB is compared with. */
export const pythonTargets = ['pandas', 'polars'] as const;
export type FuzzTarget = (typeof pythonTargets)[number];

/** What came of a case: the differences, and with what values it ran. */
export interface Ran {
  /** The case with the values that it learned. */
  readonly learned: StepCase;
  readonly outcomes: Readonly<Record<string, Outcome>>;
  readonly differences: readonly Difference[];
}

/** Learns where the operation learns, runs the case on every target, and compares. */
export async function runStep(
  bench: Bench,
  one: StepCase,
  targets: readonly FuzzTarget[] = pythonTargets,
): Promise<Ran> {
  return bench.apart(async (folder) => {
    await createTables(bench.connection, one);
    const fit = await learned(bench, one);
    if ('error' in fit) return { learned: one, outcomes: { fit }, differences: fit.unasked };
    const step = fit.step;
    const expected = await onDuckdb(bench, step);
    const outcomes: Record<string, Outcome> = { duckdb: expected.outcome };
    const differences = [...expected.differences];
    const names = ['main', ...Object.keys(one.example.sources ?? {})];
    const inputs: Record<string, string> = {};
    for (const name of names) {
      inputs[name] = join(folder, `${name}.parquet`);
      await bench.connection.run(
        sql`COPY ${ident(name)} TO ${lit(inputs[name])} (FORMAT parquet, COMPRESSION uncompressed)`,
      );
    }
    for (const target of targets) {
      const outcome = await inPython(bench, step, target, inputs, folder);
      outcomes[target] = outcome;
      differences.push(...differing(one, target, outcome, expected.outcome));
    }
    return { learned: step, outcomes, differences };
  });
}

/**
 * The differences, in order where the operation defines one. Without an identity the columns that have
 * an order decide ties, so that rows that differ by a list alone may change places: then the whole rows
 * are compared in any order, and the other columns in theirs.
 */
function differing(
  { operation, example, identity }: StepCase,
  target: FuzzTarget,
  found: Outcome,
  expected: Outcome,
): readonly Difference[] {
  const loose = example.input.columns.filter(([, type]) => !isOrdered(parseType(type)));
  if (operation.order !== 'defines' || identity || loose.length === 0) {
    return compared(target, found, expected, operation.order === 'defines');
  }
  const names = loose.map(([name]) => name);
  const whole = compared(target, found, expected, false);
  if (whole.length > 0) return whole;
  return compared(target, without(found, names), without(expected, names), true);
}

async function learned(
  bench: Bench,
  one: StepCase,
): Promise<{ step: StepCase } | { error: string; unasked: readonly Difference[] }> {
  const { operation, example } = one;
  if (!operation.fit || operation.learns?.(example.params) === false) return { step: one };
  let isOwnSql = false;
  try {
    const { query, decode, ownSql } = operation.fit(sqlContext(one));
    isOwnSql = ownSql !== undefined;
    const answer = await bench.connection.runAndReadAll(query);
    const fitted = decode(answer.getRowsJson());
    const step = { ...one, example: { ...example, fitted } };
    operation.outputSchema(flowContext(step));
    return { step };
  } catch (error) {
    const words = String(error);
    // What a step refuses to learn, it says in a sentence of its own.
    // A person's own SQL may fail on random columns.
    if (error instanceof AppError || isOwnSql || isBeyondDecimals(words)) {
      return { error: words, unasked: [] };
    }
    return { error: words, unasked: [{ target: 'fit', words: [words] }] };
  }
}

async function onDuckdb(
  bench: Bench,
  step: StepCase,
): Promise<{ outcome: Outcome; differences: readonly Difference[] }> {
  const context = sqlContext(step);
  const select = step.operation.emit.duckdb(context);
  if (typeof select !== 'string') return { outcome: select, differences: [] };
  const outcome = await orError(() => readTable(bench.connection, select));
  const differences: Difference[] = [];
  if ('table' in outcome) {
    const hidden = step.identity && step.operation.identity === 'keeps' ? hiddenColumns : [];
    const [file, row] = hidden;
    const wanted = [
      ...context.output.map(({ name, type }) => `${name} ${duckdbType(type)}`),
      ...(file === undefined ? [] : [`${file} VARCHAR`]),
      ...(row === undefined ? [] : [`${row} BIGINT`]),
    ];
    const found = hiddenLast(outcome.table).columns.map(([name, type]) => `${name} ${type}`);
    if (JSON.stringify(found) !== JSON.stringify(wanted)) {
      const words = [`columns are ${found.join(', ')}, outputSchema says ${wanted.join(', ')}`];
      differences.push({ target: 'schema', words });
    }
    differences.push(...(await nulledCounts(bench, step)));
  }
  return { outcome, differences };
}

async function nulledCounts(bench: Bench, step: StepCase): Promise<readonly Difference[]> {
  const nulled = step.operation.nulled?.(sqlContext(step));
  if (nulled === undefined) return [];
  try {
    const answer = await bench.connection.runAndReadAll(sql`SELECT ${nulled} FROM main`);
    const count = answer.getRows()[0]?.[0];
    if (typeof count === 'bigint') return [];
    return [{ target: 'nulled', words: [`the count is ${String(count)}`] }];
  } catch (error) {
    return [{ target: 'nulled', words: [String(error)] }];
  }
}

async function inPython(
  bench: Bench,
  step: StepCase,
  target: FuzzTarget,
  inputs: Readonly<Record<string, string>>,
  folder: string,
): Promise<Outcome> {
  const emitted = emitPython(step, target);
  if ('unsupported' in emitted) return emitted;
  const output = join(folder, `${target}.out.parquet`);
  const parameters = step.example.parameters ?? {};
  return bench.inPython({ id: output, target, ...emitted, inputs, parameters, output }, output);
}
