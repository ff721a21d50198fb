import type { DuckDBConnection } from '@duckdb/node-api';
import { sqlLiteral } from '../../src/core/expression/literal.ts';
import { StepError } from '../../src/core/operations/define.ts';
import type {
  Example,
  FlowContext,
  Operation,
  SqlContext,
  Target,
} from '../../src/core/operations/define.ts';
import { py, pyLit } from '../../src/core/python/py.ts';
import type { Py } from '../../src/core/python/py.ts';
import { ident } from '../../src/core/sql/sql.ts';
import { parseType } from '../../src/core/sql/types.ts';
import { createTable, schemaOf } from './exampleTables.ts';

/** The columns of the row identity, as scripts and plans name them. */
export const hiddenColumns = ['__sluice_file', '__sluice_row'];

export type PythonTarget = Exclude<Target, 'duckdb'>;

/** One operation with its params and the tables that it works on. */
export interface StepCase {
  readonly operation: Operation<unknown>;
  readonly example: Omit<Example<unknown>, 'name' | 'output'>;
  /** Whether the frame carries the row identity. */
  readonly identity: boolean;
}

/** A step as the drivers run it. */
export type Emitted =
  | {
      readonly imports: readonly string[];
      readonly helpers: readonly string[];
      readonly lines: readonly Py[];
    }
  | { readonly unsupported: string };

/** The flow context of a case, without anything that reads data. */
export function flowContext({ example }: StepCase): FlowContext<unknown> {
  return {
    params: example.params,
    input: schemaOf(example.input),
    parameters: Object.fromEntries(
      Object.entries(example.parameters ?? {}).map(([name, [type]]) => [name, parseType(type)]),
    ),
    source: (name, path) => {
      const table = example.sources?.[name];
      if (!table) throw new StepError(path, `There is no source ${name}.`);
      return schemaOf(table);
    },
    fitted: example.fitted,
  };
}

/** What DuckDB's emit and the fit are given; tables stand under their sources' names. */
export function sqlContext(one: StepCase): SqlContext<unknown> {
  const flow = flowContext(one);
  return {
    ...flow,
    id: 'step',
    output: one.operation.outputSchema(flow),
    hidden: one.identity ? hiddenColumns : [],
    from: ident('main'),
    param: (name) => {
      const [type, value] = one.example.parameters?.[name] ?? ['text', null];
      return sqlLiteral(value, parseType(type));
    },
    relation: (source) => ident(source),
  };
}

/** Creates the case's tables in the connection's schema. */
export async function createTables(connection: DuckDBConnection, one: StepCase): Promise<void> {
  await createTable(connection, 'main', one.example.input, one.identity);
  for (const [name, table] of Object.entries(one.example.sources ?? {})) {
    await createTable(connection, name, table, false);
  }
}

/** The case's step in Python, with what it asks for above it. */
export function emitPython(one: StepCase, target: PythonTarget): Emitted {
  const flow = flowContext(one);
  const imports = new Set<string>();
  const helpers = new Map<string, string>();
  const lines = one.operation.emit[target]({
    ...flow,
    id: 'step',
    output: one.operation.outputSchema(flow),
    hidden: one.identity ? hiddenColumns : [],
    frame: py`df`,
    param: (name) => py`params[${pyLit(name)}]`,
    relation: (source) => py`sources[${pyLit(source)}]`,
    import: (line) => imports.add(line),
    helper: (name, code) => helpers.set(name, code),
  });
  if ('unsupported' in lines) return lines;
  return { imports: [...imports], helpers: [...helpers.values()], lines };
}
