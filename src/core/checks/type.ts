import { z } from 'zod';
import type { ColumnType } from '../../shared/columnType.ts';
import { StepError } from '../operations/define.ts';
import type { Unsupported } from '../operations/define.ts';
import { column } from '../operations/params.ts';
import { at } from '../operations/stepPath.ts';
import { arrowType, polarsType, sparkType } from '../python/pythonType.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { ident, sql } from '../sql/sql.ts';
import { duckdbType, formatType, parseType, sameType } from '../sql/types.ts';
import { defineCheck } from './define.ts';
import type { CheckLines, CheckPythonContext } from './define.ts';

export default defineCheck<'type'>({
  id: 'type',
  title: 'Has a type',
  summary:
    'The column has this type. That is known without data: where the check is an error, another type is a problem of the recipe, and the run does not begin.',
  params: { column: column(), type: z.string().min(1).meta({ ui: 'type' }) },
  words: ({ column: name, type }) => `${name} is of type ${type}`,
  columns: ({ column: name }) => [{ name, path: ['column'] }],
  validate: ({ check, schema }) => {
    const wanted = at(['type'], () => parseType(check.type));
    const found = schema.find(({ name }) => name === check.column)?.type;
    if (check.severity === 'warn' || !found || sameType(found, wanted)) return;
    throw new StepError(
      ['type'],
      `“${check.column}” is ${formatType(found)}, but a check wants ${formatType(wanted)}.`,
      'Change the type of the column in a step, or the check.',
    );
  },
  emit: {
    duckdb: ({ check, from }) => ({
      counts: sql`SELECT found > 0 AS failed, found, NULL AS judged FROM (SELECT CAST(typeof(any_value(${ident(check.column)})) <> typeof(CAST(NULL AS ${duckdbType(parseType(check.type))})) AS INTEGER) AS found FROM ${from})`,
    }),
    pandas: compared((name, type) => {
      const field = py`table.schema.field(${name}).type`;
      return type.kind === 'text'
        ? py`not (pa.types.is_string(${field}) or pa.types.is_large_string(${field}))`
        : py`${field} != ${arrowType(type)}`;
    }),
    polars: compared((name, type) => py`table.schema[${name}] != ${polarsType(type)}`),
    pyspark: compared((name, type) => py`dict(table.dtypes)[${name}] != ${sparkType(type)}`),
  },
  examples: [
    {
      name: 'another width of whole numbers',
      input: { columns: [['n', 'int32']], rows: [[1]] },
      check: { column: 'n', type: 'int64' },
      ...{ failed: true, found: 1, of: null },
    },
    {
      name: 'also without rows',
      input: { columns: [['at', 'timestamp']], rows: [] },
      check: { column: 'at', type: 'timestamp' },
      ...{ failed: false, found: 0, of: null },
    },
    {
      name: 'text',
      input: { columns: [['name', 'text']], rows: [['a'], [null]] },
      check: { column: 'name', type: 'text' },
      ...{ failed: false, found: 0, of: null },
    },
    {
      name: 'digits of a decimal',
      input: { columns: [['price', 'decimal(10,2)']], rows: [['1.50']] },
      check: { column: 'price', type: 'decimal(10,3)' },
      ...{ failed: true, found: 1, of: null },
    },
  ],
});

const nested: readonly ColumnType['kind'][] = ['list', 'map', 'struct'];

function compared(differs: (name: Py, type: ColumnType) => Py) {
  return ({ check }: CheckPythonContext<'type'>): CheckLines | Unsupported => {
    const type = parseType(check.type);
    if (nested.includes(type.kind)) {
      return { unsupported: 'engines name the parts of a nested type in ways of their own.' };
    }
    return {
      lines: [py`found = int(${differs(pyLit(check.column), type)})`],
      broken: py`found > 0`,
    };
  };
}
