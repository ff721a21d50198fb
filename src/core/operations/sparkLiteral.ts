import type { ColumnType } from '../../shared/columnType.ts';
import { literalImports, literalOf, pythonLiteral } from '../expression/literal.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { Json, PythonContext } from './define.ts';
import { sparkType } from '../python/pythonType.ts';

/**
 * A JSON value as a Spark column of exactly this type. Dates and timestamps go as text: PySpark
 * would shift a datetime by the machine's time zone, and cannot write years before 1000.
 * Throws `bad-recipe` when the value does not fit the type.
 */
export function sparkLiteral(
  value: Json,
  type: ColumnType,
  context: Pick<PythonContext<unknown>, 'import'>,
): Py {
  const { value: found } = literalOf(value, type);
  if (found.kind === 'date' || found.kind === 'timestamp') {
    return py`F.lit(${pyLit(found.text)}).cast(${sparkType(type)})`;
  }
  for (const line of literalImports(type)) context.import(line);
  const written = pythonLiteral(value, type, 'pyspark');
  return type.kind === 'text' || type.kind === 'boolean'
    ? py`F.lit(${written})`
    : py`F.lit(${written}).cast(${sparkType(type)})`;
}
