import { createHash } from 'node:crypto';
import type { Example, ExampleTable, Json, Operation } from '../../src/core/operations/define.ts';
import { operations } from '../../src/core/operations/registry.ts';
import { renameColumn } from '../../src/core/expression/rewrite.ts';

/** One example of one operation, to be run on every target. */
export interface OperationCase {
  readonly id: string;
  readonly operation: Operation<unknown>;
  readonly example: Example<unknown>;
  /** Whether the frame carries the row identity. */
  readonly identity: boolean;
  /** Whether it is checked that the identity comes out again. */
  readonly checksIdentity: boolean;
  /** Words of the error that the run must stop with. */
  readonly fails?: string;
  /** Whether its columns have names that break what is not quoted. */
  readonly isHostile?: boolean;
  /** False where the fitted values come from other data than the input. */
  readonly learns: boolean;
}

/** Names that break what is not quoted. */
const hostileNames = [
  'a"b',
  'select',
  "it's",
  'a space',
  '🚀',
  'a.b',
  'back`tick',
  '^x$',
  '*',
  'brace{0}\\n',
  '%s',
];

/** Every example, every operation that keeps the identity with it, and hostile names in all of them. */
export function operationCases(): readonly OperationCase[] {
  return operations.flatMap((operation) => [
    ...operation.examples.map((example) => caseOf(operation, example, example.name, false)),
    ...(operation.identity === 'keeps'
      ? [caseOf(operation, operation.examples[0], 'the identity passes through', true)]
      : []),
    ...hostile(operation),
  ]);
}

function caseOf(
  operation: Operation<unknown>,
  example: Example<unknown>,
  name: string,
  checksIdentity: boolean,
): OperationCase {
  return {
    id: `${operation.id}: ${name}`,
    operation,
    example,
    identity: checksIdentity || (operation.needsIdentity?.(example.params) ?? false),
    checksIdentity,
    learns: example.fitted !== undefined,
  };
}

/** The first example with the names turned by three each time, and the second. */
function hostile(operation: Operation<unknown>): readonly OperationCase[] {
  const [first, second] = operation.examples;
  const rotations = [0, 3, 6, 9].map((start) => ({ example: first, start }));
  if (second) rotations.push({ example: second, start: 1 }, { example: second, start: 7 });
  return rotations.flatMap(({ example, start }) => {
    const byNames = renameExample(example, start, {
      cellsToo: namesInCells.has(operation.id),
      namesToo: namesInFitted.has(operation.id),
    });
    const renamed = namesInFitted.has(operation.id) ? withItsHash(byNames) : byNames;
    const name = `hostile names from ${hostileNames[start] ?? ''} (${example.name})`;
    return [{ ...caseOf(operation, renamed, name, false), isHostile: true }];
  });
}

/** Operations whose output holds names of columns as values. */
const namesInCells = new Set(['unpivot', 'transpose']);

/** Operations that learn the columns themselves, as pairs of name and type. */
const namesInFitted = new Set(['sql-query']);

/** The example with the hash of the query and the columns that it now has. */
function withItsHash(example: Example<unknown>): Example<unknown> {
  // SAFETY: the params of a query are an object of JSON.
  const { query = null } = example.params as Readonly<Record<string, Json>>;
  const input = [...example.input.columns]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, type]) => `${JSON.stringify(name)}:${JSON.stringify(type)}`);
  const text = `{"input":{${input.join(',')}},"query":${JSON.stringify(query)}}`;
  const learnedFrom = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  return { ...example, fitted: { ...example.fitted, learnedFrom } };
}

function renameFirsts(value: Json, rename: (name: string) => string): Json {
  if (value === null || typeof value !== 'object' || !isList(value)) return value;
  return value.map((pair) => {
    if (pair === null || typeof pair !== 'object' || !isList(pair)) return pair;
    const [name, ...rest] = pair;
    return typeof name === 'string' ? [rename(name), ...rest] : pair;
  });
}

function renameExample(
  example: Example<unknown>,
  start: number,
  { cellsToo, namesToo }: { readonly cellsToo: boolean; readonly namesToo: boolean },
): Example<unknown> {
  const names = new Map<string, string>();
  const tables = [example.input, ...Object.values(example.sources ?? {})];
  for (const [name] of tables.flatMap((table) => table.columns)) {
    const hostileName = hostileNames[(start + names.size) % hostileNames.length] ?? '';
    const again = names.size >= hostileNames.length ? String(names.size) : '';
    if (!names.has(name)) names.set(name, hostileName + again);
  }
  const rename = (name: string): string => {
    const whole = names.get(name);
    if (whole !== undefined) return whole;
    // Made names keep what follows the source column's: town_a, name_right.
    for (const [from, to] of names) {
      if (name.startsWith(`${from}_`)) return to + name.slice(from.length);
    }
    return name;
  };
  const renameTable = (table: ExampleTable): ExampleTable => ({
    ...table,
    columns: table.columns.map(([name, type]) => [rename(name), type] as const),
  });
  return {
    ...example,
    input: renameTable(example.input),
    ...(example.sources && {
      sources: Object.fromEntries(
        Object.entries(example.sources).map(([name, table]) => [name, renameTable(table)]),
      ),
    }),
    output: {
      ...renameTable(example.output),
      rows: cellsToo
        ? example.output.rows.map((row) =>
            row.map((cell) => (typeof cell === 'string' ? rename(cell) : cell)),
          )
        : example.output.rows,
    },
    // SAFETY: params are JSON documents.
    params: renameParams(example.params as Json, names),
    ...(example.fitted && {
      fitted: Object.fromEntries(
        Object.entries(example.fitted).map(([name, value]) => [
          rename(name),
          namesToo ? renameFirsts(value, rename) : value,
        ]),
      ),
    }),
  };
}

/** Params whose texts are no column names, whatever they say. */
const notNames = new Set([
  'value',
  'function',
  'with',
  'how',
  'suffix',
  'parts',
  'is',
  'prefix',
  'here',
  'into',
  'match',
  'missing',
]);

function renameParams(params: Json, names: ReadonlyMap<string, string>, key = ''): Json {
  if (notNames.has(key)) return params;
  if (typeof params === 'string') {
    if (key === 'query') return renameQuoted(params, names);
    if (key !== 'expression') return names.get(params) ?? params;
    let text = params;
    // By way of names that are nobody's, or two names could fall together on the way.
    [...names.keys()].forEach((from, at) => {
      text = renameColumn(text, from, `between_${String(at)}`);
    });
    [...names.values()].forEach((to, at) => {
      text = renameColumn(text, `between_${String(at)}`, to);
    });
    return text;
  }
  if (params === null || typeof params !== 'object') return params;
  if (isList(params)) return params.map((item) => renameParams(item, names, key));
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, renameParams(value, names, name)]),
  );
}

/** A query of an example quotes the names of columns. */
function renameQuoted(query: string, names: ReadonlyMap<string, string>): string {
  return query.replaceAll(/"([^"]+)"/g, (quoted, name: string) => {
    const to = names.get(name);
    return to === undefined ? quoted : `"${to.replaceAll('"', '""')}"`;
  });
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
