import type { ColumnType } from '../../shared/columnType.ts';
import type { Place } from '../expression/ast.ts';
import { momentReader as helper } from '../expression/momentHelper.ts';
import { nullNode } from '../expression/nodes.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { each as pysparkEach } from '../expression/pysparkHelpers.ts';
import { rawText } from '../expression/pythonCast.ts';
import type { PythonHelper } from '../expression/pythonHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import {
  pandasExpressionType,
  polarsExpressionType,
  pysparkExpressionType,
} from '../expression/targetType.ts';
import type { EmitPython, ScalarFunction } from '../expression/typed.ts';
import { py } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { sql } from '../sql/sql.ts';
import { dateFormatPattern } from './dateFormatPattern.ts';
import { isoNode } from './isoNode.ts';
import { isoSql } from './isoSql.ts';

const nowhere: Place = { start: 0, end: 0 };

/**
 * Reads a text by a date format, to `date` or `timestamp`: in DuckDB by the parts that a pattern finds,
 * in Python row by row. No function of the language: formulas have `try_strptime`.
 */
export function momentReader(format: string, type: ColumnType): ScalarFunction {
  const form = dateFormatPattern(format, nowhere);
  const written = isoSql(form, type);
  const byRow =
    (each: PythonHelper, typeOf: (type: ColumnType) => Py): EmitPython =>
    ([value = py``], _, scope) => {
      const kind = type.kind === 'date' ? py`, date=True` : py``;
      const read = py`${useHelper(scope, helper)}(${rawText(form.named)}${kind})`;
      return py`${useHelper(scope, each)}(${read}, ${typeOf(type)}, ${value})`;
    };
  return {
    name: 'moment_reader',
    parameters: [{ name: 'value', kind: 'text' }],
    result: () => type,
    summary: 'The date or timestamp that a text says in a format; null where it says none.',
    fails: true,
    emit: {
      duckdb: written
        ? ([value = sql``]) => written(value)
        : {
            expand: ([value], place) =>
              value ? isoNode(value, format, 'null', place) : nullNode(type, place),
          },
      pandas: byRow(pandasEach, pandasExpressionType),
      polars: byRow(polarsEach, polarsExpressionType),
      pyspark: byRow(pysparkEach, pysparkExpressionType),
    },
    examples: [{ args: ["'2026-01-31'"], result: '2026-01-31' }],
  };
}
