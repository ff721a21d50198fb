import { checkExpression } from '../../src/core/expression/check.ts';
import { parseExpression } from '../../src/core/expression/parse.ts';
import type { FunctionParameter, ScalarFunction } from '../../src/core/expression/typed.ts';
import { functions } from '../../src/core/functions/index.gen.ts';
import { formatType } from '../../src/core/sql/types.ts';
import type { ExpressionCase } from './expressionsTable.ts';

/**
 * Every example of every function twice: its arguments as cells of columns, and as constants.
 * Calls that differ in their cells only share one table.
 */
export function exampleCases(only?: readonly string[]): ExpressionCase[] {
  const cases = new Map<string, ExpressionCase>();
  for (const f of functions.filter(({ name }) => only?.includes(name) ?? true)) {
    for (const example of f.examples) {
      const call = `${f.name}(${example.args.join(', ')})`;
      add(cases, {
        expression: call,
        columns: { unused: 'int64' },
        rows: [['0']],
        expected: [example.result],
      });
      // A table without columns has no rows for a call without arguments.
      if (example.args.length > 0) add(cases, asColumns(f, example.args, example.result));
    }
  }
  return [...cases.values()];
}

function add(cases: Map<string, ExpressionCase>, c: ExpressionCase): void {
  const key = JSON.stringify([c.expression, c.columns]);
  const before = cases.get(key);
  const merged = before
    ? { ...c, rows: [...before.rows, ...c.rows], expected: [...before.expected, ...c.expected] }
    : c;
  cases.set(key, merged);
}

function asColumns(
  f: ScalarFunction,
  args: readonly string[],
  result: string | null,
): ExpressionCase {
  const columns: Record<string, string> = {};
  const row: (string | null)[] = [];
  const cells = args.map((arg) => cellOf(arg));
  const shared = cells.find((cell) => cell && cell.text !== null)?.type;
  const written = args.map((arg, i) => {
    const parameter = f.parameters[Math.min(i, f.parameters.length - 1)];
    if (!parameter || parameter.must) return arg;
    if (parameter.kind === 'item' && arg === 'null') return arg;
    const cell = cells[i];
    // A call, such as one that makes a list, stands as it is.
    if (!cell) return arg;
    const name = `a${String(i)}`;
    columns[name] = cell.text === null && arg === 'null' ? nullType(parameter, shared) : cell.type;
    row.push(cell.text);
    return name;
  });
  const made: ExpressionCase = {
    expression: `${f.name}(${written.join(', ')})`,
    columns,
    rows: [row],
    expected: [result],
  };
  if (row.length > 0) return made;
  return { ...made, columns: { unused: 'int64' }, rows: [['0']] };
}

function nullType(parameter: FunctionParameter, shared: string | undefined): string {
  switch (parameter.kind) {
    case 'text':
    case 'boolean':
    case 'date':
    case 'timestamp':
      return parameter.kind;
    case 'integer':
      return 'int64';
    case 'temporal':
      return 'date';
    case 'ordered':
    case 'any':
      return shared ?? 'text';
    default:
      return 'float64';
  }
}

function cellOf(arg: string): { type: string; text: string | null } | undefined {
  const e = parseExpression(arg);
  const type = formatType(checkExpression(e, { schema: [], parameters: {} }).type);
  if (e.kind === 'cast')
    return { type, text: cellOf(arg.slice(5, arg.lastIndexOf(' as ')))?.text ?? null };
  if (e.kind === 'call') return undefined;
  if (e.kind !== 'literal') throw new Error(`${arg} is no literal`);
  switch (e.value.kind) {
    case 'null':
      return { type, text: null };
    case 'boolean':
    case 'integer':
    case 'float':
      return { type, text: String(e.value.value) };
    case 'text':
      return { type, text: e.value.value };
    default:
      return { type, text: e.value.text };
  }
}
