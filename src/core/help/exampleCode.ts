import type { TargetCode } from '../../shared/operationHelp.ts';
import { formatPython } from '../codegen/formatPython.ts';
import { formatSql } from '../codegen/formatSql.ts';
import { sqlLiteral } from '../expression/literal.ts';
import { StepError } from '../operations/define.ts';
import type { Example, ExampleTable, FlowContext, Operation } from '../operations/define.ts';
import { py, pyLit, trustedPy } from '../python/py.ts';
import { identityColumns } from '../recipe/relations.ts';
import type { Schema } from '../../shared/columnType.ts';
import { ident } from '../sql/sql.ts';
import { parseType } from '../sql/types.ts';

const pythonTargets = ['pandas', 'polars', 'pyspark'] as const;

/**
 * The step of an example as each target's export writes it: SQL over a table `input`, Python over a
 * frame `df`. Imports and helper functions, which stand elsewhere in a script, are named in a comment.
 */
export function exampleCode(
  operation: Operation<unknown>,
  example: Example<unknown>,
): readonly TargetCode[] {
  const flow = flowOf(example);
  const step = {
    ...flow,
    id: 'step',
    output: operation.outputSchema(flow),
    hidden: (operation.needsIdentity?.(example.params) ?? false) ? identityColumns : [],
  };
  const select = operation.emit.duckdb({
    ...step,
    from: ident('input'),
    param: (name) => {
      const [type, value] = example.parameters?.[name] ?? ['text', null];
      return sqlLiteral(value, parseType(type));
    },
    relation: (source) => ident(source),
  });
  const inSql: TargetCode =
    typeof select === 'string'
      ? { target: 'duckdb', code: formatSql(select, 0), unsupported: undefined }
      : { target: 'duckdb', code: undefined, unsupported: select.unsupported };
  const inPython = pythonTargets.map((target): TargetCode => {
    const helpers = new Set<string>();
    const lines = operation.emit[target]({
      ...step,
      frame: py`df`,
      param: (name) => py`params[${pyLit(name)}]`,
      relation: (source) => trustedPy(/^\w+$/.test(source) ? source : 'other'),
      import: () => undefined,
      helper: (name) => helpers.add(name),
    });
    if ('unsupported' in lines) {
      return { target, code: undefined, unsupported: lines.unsupported };
    }
    const note = helpers.size === 0 ? [] : [`# helper functions: ${[...helpers].join(', ')}`];
    const code = [...note, ...lines].join('\n');
    return { target, code: formatPython(code), unsupported: undefined };
  });
  return [inSql, ...inPython];
}

function flowOf(example: Example<unknown>): FlowContext<unknown> {
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

function schemaOf({ columns }: ExampleTable): Schema {
  return columns.map(([name, type]) => ({ name, type: parseType(type) }));
}
