import type { ExampleTable, Json } from '../../../src/core/operations/define.ts';
import type { StepCase } from '../../conformance/stepContexts.ts';
import { refusal } from '../draw/stepCase.ts';
import { placesOf, withValue } from '../draw/paths.ts';
import type { Bench } from './bench.ts';
import { classOf } from './compared.ts';
import type { Difference } from './compared.ts';
import { pythonTargets, runStep } from './runStep.ts';

/** How many smaller cases are tried, and for how long. */
const limits = { runs: 250, seconds: 25 };

/** The smallest case found that still shows the same kind of difference on the same target. */
export async function shrunk(
  bench: Bench,
  one: StepCase,
  difference: Difference,
): Promise<{ readonly step: StepCase; readonly difference: Difference }> {
  const targets = pythonTargets.filter((target) => target === difference.target);
  const until = performance.now() + limits.seconds * 1000;
  let best = { step: one, difference };
  let runs = 0;
  const tryOut = async (candidate: StepCase): Promise<boolean> => {
    if (runs >= limits.runs || performance.now() > until) return false;
    runs += 1;
    const { differences, learned } = await runStep(bench, candidate, targets);
    const same = differences.find((found) => classOf(found) === classOf(difference));
    if (!same) return false;
    best = { step: { ...candidate, example: learned.example }, difference: same };
    return true;
  };
  for (let smaller = true; smaller;) {
    smaller = false;
    for (const candidates of [withoutRows, withoutColumns, plainer, simplerCells]) {
      // After each step down the candidates are worked out anew.
      for (let again = true; again;) {
        again = false;
        for (const candidate of candidates(best.step)) {
          again = await tryOut(candidate);
          if (again) break;
        }
        smaller ||= again;
      }
    }
  }
  return best;
}

type Change = (table: ExampleTable) => ExampleTable;

/** The case with one of its tables changed; `main` is its input. */
function withTable(one: StepCase, name: string, change: Change): StepCase {
  const { example } = one;
  if (name === 'main') return { ...one, example: { ...example, input: change(example.input) } };
  const table = example.sources?.[name];
  if (!table) return one;
  return {
    ...one,
    example: { ...example, sources: { ...example.sources, [name]: change(table) } },
  };
}

function tablesOf({ example }: StepCase): [string, ExampleTable][] {
  return [['main', example.input], ...Object.entries(example.sources ?? {})];
}

function* withoutRows(one: StepCase): Generator<StepCase> {
  for (const [name, table] of tablesOf(one)) {
    const count = table.rows.length;
    for (let size = Math.ceil(count / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let from = 0; from < count; from += size) {
        yield withTable(one, name, ({ columns, rows }) => ({
          columns,
          rows: rows.filter((_, at) => at < from || at >= from + size),
        }));
      }
    }
  }
}

function* withoutColumns(one: StepCase): Generator<StepCase> {
  for (const [name, table] of tablesOf(one)) {
    if (table.columns.length < 2) continue;
    for (const gone of table.columns.keys()) {
      const candidate = withTable(one, name, ({ columns, rows }) => ({
        columns: columns.filter((_, at) => at !== gone),
        rows: rows.map((row) => row.filter((_, at) => at !== gone)),
      }));
      if (accepted(candidate)) yield candidate;
    }
  }
}

/** Without the identity, without parts of the params. */
function* plainer(one: StepCase): Generator<StepCase> {
  const { operation, example } = one;
  if (one.identity && operation.needsIdentity?.(example.params) !== true) {
    yield { ...one, identity: false };
  }
  // SAFETY: params are JSON documents.
  const params = example.params as Json;
  for (const { path } of placesOf(params)) {
    if (path.length === 0) continue;
    const parsed = operation.params.safeParse(withValue(params, path, undefined));
    if (!parsed.success || JSON.stringify(parsed.data) === JSON.stringify(params)) continue;
    const candidate = { ...one, example: { ...example, params: parsed.data } };
    const needs = operation.needsIdentity?.(parsed.data) === true && !one.identity;
    if (accepted(candidate) && !needs) yield candidate;
  }
}

function* simplerCells(one: StepCase): Generator<StepCase> {
  for (const [name, table] of tablesOf(one)) {
    for (const [at, row] of table.rows.entries()) {
      for (const [place, cell] of row.entries()) {
        const simple = typeof cell === 'string' ? (isText(table, place) ? 'a' : cell) : 0;
        if (cell === null || cell === simple || typeof cell === 'boolean') continue;
        if (typeof cell === 'object') continue;
        yield withTable(one, name, ({ columns, rows }) => ({
          columns,
          rows: rows.map((other, index) => (index === at ? other.with(place, simple) : other)),
        }));
      }
    }
  }
}

function isText(table: ExampleTable, place: number): boolean {
  return table.columns[place]?.[1] === 'text';
}

function accepted({ operation, example }: StepCase): boolean {
  // SAFETY: params are JSON documents.
  const params = example.params as Json;
  return !refusal(operation, { ...example, columns: example.input.columns }, params);
}
