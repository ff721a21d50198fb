import type {
  Example,
  ExampleTable,
  Json,
  Operation,
} from '../../../src/core/operations/define.ts';
import { AppError } from '../../../src/shared/errors.ts';
import { flowContext } from '../../conformance/stepContexts.ts';
import type { StepCase } from '../../conformance/stepContexts.ts';
import type { Draw } from './draw.ts';
import { drawFor } from './draw.ts';
import { nodesAlong, paramSchema } from './paramSchema.ts';
import { ParamDraw } from './params.ts';
import { isObject, placesOf, withValue } from './paths.ts';
import type { Path } from './paths.ts';
import type { Surroundings } from './surroundings.ts';
import { drawColumns, drawRows, drawType, manyTypes, typesOf } from './tables.ts';

/** The columns of a step's table, and what else its params may speak of. */
export type Tables = Pick<Example<unknown>, 'sources' | 'parameters'> & {
  readonly columns: ExampleTable['columns'];
};

/** How often params that are refused are drawn anew, at the place that the refusal names. */
const mostRepairs = 40;

const usualParameters: NonNullable<Example<unknown>['parameters']> = {
  some_int: ['int64', '3'],
  some_number: ['float64', 1.5],
  some_text: ['text', 'a'],
  some_date: ['date', '2024-02-29'],
  some_time: ['timestamp', '2024-02-29 12:00:00'],
};

/**
 * A case of an operation: tables and params that its `outputSchema` accepts, from its examples or
 * from its params' schema alone. Undefined where none was found.
 */
export function drawStepCase(operation: Operation<unknown>, seed: number): StepCase | undefined {
  const draw = drawFor(seed);
  const first = draw.chance(50) ? draw.one(operation.examples) : undefined;
  // Some params want tables that are rarely drawn; an example's have what they want.
  return drawn(draw, operation, first) ?? drawn(draw, operation, draw.one(operation.examples));
}

function drawn(
  draw: Draw,
  operation: Operation<unknown>,
  example: Example<unknown> | undefined,
): StepCase | undefined {
  const tables = example
    ? tablesLike(draw, operation, example)
    : freshTables(draw, typesOf(operation));
  const around = aroundOf(operation, tables);
  // SAFETY: params are JSON documents.
  const start = example ? mutated(draw, operation, around, example.params as Json) : undefined;
  const params = acceptedParams(draw, operation, tables, around, start);
  if (params === undefined) return undefined;
  const kept = example ? tables : pruned(draw, operation, tables, params);
  return filled(draw, operation, kept, params, example);
}

/** Params of an operation over these tables, or undefined where none were found that it accepts. */
export function drawParams(
  draw: Draw,
  operation: Operation<unknown>,
  tables: Tables,
): Json | undefined {
  const around = aroundOf(operation, tables);
  const seen = draw.chance(40) ? draw.one(operation.examples).params : undefined;
  // SAFETY: params are JSON documents.
  return acceptedParams(draw, operation, tables, around, seen as Json | undefined);
}

function acceptedParams(
  draw: Draw,
  operation: Operation<unknown>,
  tables: Tables,
  around: Surroundings,
  start: Json | undefined,
): Json | undefined {
  const schema = paramSchema(operation);
  const params = new ParamDraw(draw, schema, around);
  let raw = start ?? params.value(schema.root, []);
  for (let tries = 0; tries < mostRepairs; tries += 1) {
    const wrong = refusal(operation, tables, raw);
    if (!wrong) return raw;
    const nodes = nodesAlong(schema.root, raw, wrong);
    const inner = nodes.at(draw.chance(70) ? -1 : draw.between(0, nodes.length - 1));
    if (!inner || tries % 13 === 12) raw = params.value(schema.root, []);
    else if (inner.path.length > 0 && draw.chance(20)) raw = withValue(raw, inner.path, undefined);
    else raw = withValue(raw, inner.path, params.value(inner.node, inner.path));
  }
  return undefined;
}

/** The place of what an operation refuses; undefined if it accepts the params. */
export function refusal(
  operation: Operation<unknown>,
  tables: Tables,
  raw: Json,
): Path | undefined {
  const parsed = operation.params.safeParse(raw);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path ?? [];
    return path.map((part) => (typeof part === 'symbol' ? part.toString() : part));
  }
  try {
    operation.outputSchema(flowContext(caseOf(operation, tables, [], parsed.data, false)));
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.path ?? [];
    throw error;
  }
}

function caseOf(
  operation: Operation<unknown>,
  tables: Tables,
  rows: ExampleTable['rows'],
  params: unknown,
  identity: boolean,
): StepCase {
  const { columns, sources, parameters } = tables;
  return {
    operation,
    identity,
    example: {
      input: { columns, rows },
      params,
      ...(sources && { sources }),
      ...(parameters && { parameters }),
    },
  };
}

function filled(
  draw: Draw,
  operation: Operation<unknown>,
  tables: Tables,
  raw: Json,
  example: Example<unknown> | undefined,
): StepCase {
  const params = operation.params.parse(raw);
  const examples = example ? [example] : operation.examples;
  const { rows } = drawRows(draw, tables.columns, (name, type) =>
    cellsOf(
      examples.map(({ input }) => input),
      example ? name : undefined,
      type,
    ),
  );
  const named = operation.sources?.(params) ?? [];
  const sources = Object.entries(tables.sources ?? {}).flatMap(([name, table]) => {
    if (!named.includes(name)) return [];
    const before = examples.flatMap((one) => one.sources?.[name] ?? []);
    const known = (column: string, type: string): readonly Json[] =>
      cellsOf([...before, { columns: tables.columns, rows }], column, type);
    return [[name, drawRows(draw, table.columns, known)] as const];
  });
  const identity =
    (operation.needsIdentity?.(params) ?? false) ||
    (operation.identity === 'keeps' && draw.chance(15));
  const used = usedParameters(tables.parameters, raw);
  return caseOf(
    operation,
    {
      columns: tables.columns,
      ...(sources.length > 0 && { sources: Object.fromEntries(sources) }),
      ...(used && { parameters: used }),
    },
    rows,
    params,
    identity,
  );
}

/** The parameters whose names stand in the params. */
function usedParameters(
  parameters: Tables['parameters'],
  params: Json,
): Tables['parameters'] | undefined {
  const text = JSON.stringify(params);
  const used = Object.entries(parameters ?? {}).filter(([name]) => text.includes(name));
  return used.length > 0 ? Object.fromEntries(used) : undefined;
}

/** Cells that columns of this type, or of this name and type, have in some tables. */
export function cellsOf(
  tables: readonly ExampleTable[],
  name: string | undefined,
  type: string,
): readonly Json[] {
  return tables.flatMap((table) =>
    table.columns.flatMap(([other, kind], at) =>
      kind === type && (name === undefined || name === other)
        ? table.rows.map((row) => row[at] ?? null)
        : [],
    ),
  );
}

function aroundOf(
  operation: Operation<unknown>,
  { columns, sources, parameters }: Tables,
): Surroundings {
  return {
    columns,
    types: typesOf(operation),
    others: Object.entries(sources ?? {}),
    parameters: Object.entries(parameters ?? {}).map(([name, [type, value]]) => [
      name,
      type,
      value,
    ]),
  };
}

/** The example's columns, now and then one of another type, or more of them. */
export function tablesLike(
  draw: Draw,
  operation: Operation<unknown>,
  example: Example<unknown>,
): Tables {
  const own = typesOf(operation);
  const retyped = draw.chance(30) ? draw.between(0, example.input.columns.length - 1) : -1;
  const columns = example.input.columns.map(([name, type], at) =>
    at === retyped ? ([name, drawType(draw, own)] as const) : ([name, type] as const),
  );
  const more = draw.chance(30) ? drawColumns(draw, draw.between(1, 2), own) : [];
  const taken = new Set(columns.map(([name]) => name.toLowerCase()));
  return {
    columns: [...columns, ...more.filter(([name]) => !taken.has(name.toLowerCase()))],
    sources: example.sources ?? otherSource(draw, columns, own),
    parameters: { ...usualParameters, ...example.parameters },
  };
}

/** Tables that params are then drawn for. */
export function freshTables(draw: Draw, own: readonly string[]): Tables {
  const columns = draw.chance(60)
    ? manyTypes(draw, own)
    : drawColumns(draw, draw.between(1, 6), own);
  return { columns, sources: otherSource(draw, columns, own), parameters: usualParameters };
}

/** A source with some of the same columns and one or two of its own. */
function otherSource(
  draw: Draw,
  columns: Tables['columns'],
  own: readonly string[],
): NonNullable<Tables['sources']> {
  const shared = draw.some(columns, draw.between(1, 4));
  const more = drawColumns(draw, draw.between(0, 2), own);
  const taken = new Set(shared.map(([name]) => name.toLowerCase()));
  const other = [...shared, ...more.filter(([name]) => !taken.has(name.toLowerCase()))];
  return { other: { columns: other, rows: [] } };
}

/** The same tables with fewer of the columns that the params do without. */
function pruned(draw: Draw, operation: Operation<unknown>, tables: Tables, params: Json): Tables {
  let { columns } = tables;
  for (const column of draw.some(columns, columns.length)) {
    if (columns.length < 2 || draw.chance(20)) continue;
    const fewer = columns.filter((one) => one !== column);
    if (!refusal(operation, { ...tables, columns: fewer }, params)) columns = fewer;
  }
  return { ...tables, columns };
}

/** The example's params with up to two places drawn anew. */
function mutated(
  draw: Draw,
  operation: Operation<unknown>,
  around: Surroundings,
  params: Json,
): Json {
  const schema = paramSchema(operation);
  const made = new ParamDraw(draw, schema, around);
  let raw = params;
  for (let left = draw.between(0, 2); left > 0; left -= 1) {
    const properties = schema.root['properties'];
    const keys = isObject(properties) ? Object.keys(properties) : [];
    const path = draw.chance(50)
      ? draw.one(placesOf(raw)).path
      : keys.length > 0
        ? [draw.one(keys)]
        : [];
    const node = nodesAlong(schema.root, raw, path).at(-1);
    if (node) raw = withValue(raw, node.path, made.value(node.node, node.path));
  }
  return raw;
}
