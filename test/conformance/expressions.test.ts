import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatType } from '../../src/core/sql/types.ts';
import { operatorCases } from './expressionsCases.ts';
import { exampleCases } from './expressionsExamples.ts';
import { duckdbName, runDuckdb, runPython, typed } from './expressionsTargets.ts';
import type { Outcome } from './expressionsTargets.ts';

/** While one works on some functions: their names, and the targets to ask, parted by commas. */
const only = process.env['SLUICE_FUNCTIONS']?.split(',');
const asked = process.env['SLUICE_TARGETS']?.split(',');
const cases = only ? exampleCases(only) : [...operatorCases, ...exampleCases()];
const root = join(import.meta.dirname, '../..');
const newest = join(root, '.venv/bin/python');
const floor = join(root, '.venv-floor/bin/python');

const targets: readonly (readonly [string, () => Promise<Outcome[]>])[] = [
  ['DuckDB', () => runDuckdb(cases)],
  ['pandas 3', () => runPython(cases, 'pandas', newest)],
  ['pandas 2.2', () => runPython(cases, 'pandas', floor)],
  ['polars', () => runPython(cases, 'polars', newest)],
  ['PySpark 4', () => runPython(cases, 'pyspark', newest)],
  ['PySpark 3.5', () => runPython(cases, 'pyspark', floor)],
];

/** What a target may leave out: a float has no text of the canonical form in Spark. */
const allowedUnsupported = /^Spark writes floats as text/;

describe('expressions mean the same on every target', () => {
  const chosen = targets.filter(
    ([name]) => asked?.some((target) => name.toLowerCase().startsWith(target)) ?? true,
  );
  test.each(chosen)('%s', { timeout: 1_200_000 }, async (name, run) => {
    const outcomes = await run();
    const wrong: string[] = [];
    const unsupported: string[] = [];
    let rows = 0;
    cases.forEach((c, i) => {
      const e = typed(c);
      const outcome = outcomes[i] ?? { error: 'no outcome' };
      if ('unsupported' in outcome) {
        unsupported.push(`${c.expression}: ${outcome.unsupported}`);
        if (!allowedUnsupported.test(outcome.unsupported))
          wrong.push(`${c.expression.slice(0, 200)}: unsupported`);
        return;
      }
      if (c.error !== undefined) {
        const said = 'error' in outcome && outcome.error.includes(c.error);
        if (!said)
          wrong.push(`${c.expression.slice(0, 200)}: ${JSON.stringify(outcome)}, not “${c.error}”`);
        rows += said ? 1 : 0;
        return;
      }
      if ('error' in outcome) {
        wrong.push(`${c.expression.slice(0, 200)}: ${outcome.error}`);
        return;
      }
      const type = name === 'DuckDB' ? duckdbName(e) : formatType(e.type);
      if (outcome.type !== type)
        wrong.push(`${c.expression.slice(0, 200)}: type ${outcome.type}, not ${type}`);
      if (outcome.values.length !== c.expected.length)
        wrong.push(`${c.expression.slice(0, 200)}: row count`);
      c.expected.forEach((expected, row) => {
        rows++;
        const found = outcome.values[row] ?? null;
        if (!same(found, expected, formatType(e.type))) {
          wrong.push(
            `${c.expression} on ${JSON.stringify(c.rows[row])}: ${String(found)}, not ${String(expected)}`,
          );
        }
      });
    });
    process.stdout.write(
      `${name}: ${String(cases.length - unsupported.length)} expressions, ${String(rows)} rows; unsupported ${String(unsupported.length)}${unsupported.map((line) => `\n  ${line}`).join('')}\n`,
    );
    expect(rows).toBeGreaterThan(only ? 0 : 900);
    expect(wrong).toEqual([]);
  });
});

function same(found: string | null, expected: string | null, type: string): boolean {
  if (found === null || expected === null || !type.startsWith('float')) return found === expected;
  const [a, b] = [toNumber(found), toNumber(expected)];
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  if (!Number.isFinite(a) || !Number.isFinite(b)) return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

function toNumber(text: string): number {
  return { inf: Infinity, '-inf': -Infinity, nan: NaN }[text] ?? Number(text);
}
