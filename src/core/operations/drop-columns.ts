import { z } from 'zod';
import type { Column } from '../../shared/columnType.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { chosenColumns, columnChoice } from './chosenColumns.ts';
import type { ColumnChoice } from './chosenColumns.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { dropColumnsExamples } from './examples/dropColumns.ts';
import { polarsName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';

export default defineOperation<ColumnChoice>({
  id: 'drop-columns',
  version: 1,
  title: 'Drop columns',
  category: 'columns',
  summary:
    'Leaves columns out: those named, those of some types, and those whose names match a pattern. A column goes when any of the three says so; types and patterns that no column has drop nothing.',
  synonyms: ['remove columns', 'delete', 'exclude', 'except', 'discard', 'drop', 'remove'],
  params: z.strictObject(columnChoice),
  rows: 'same',
  order: 'keeps',
  identity: 'keeps',
  outputSchema: (context) => {
    const dropped = droppedOf(context);
    const kept = context.input.filter((column) => !dropped.includes(column));
    if (kept.length > 0) return kept;
    throw new StepError(
      ['columns'],
      'Nothing would be left of the table.',
      'Leave at least one column out of the choice.',
    );
  },
  emit: {
    duckdb: (context) => {
      const dropped = droppedOf(context).map(({ name }) => ident(name));
      return dropped.length === 0
        ? sql`SELECT * FROM ${context.from}`
        : sql`SELECT * EXCLUDE (${joinSql(dropped)}) FROM ${context.from}`;
    },
    pandas: (context) => {
      const { frame } = context;
      const dropped = droppedOf(context).map(({ name }) => pyLit(name));
      return dropped.length === 0
        ? []
        : pythonLines(py`${frame} = ${frame}.drop(columns=[`, dropped, py`])`);
    },
    polars: (context) => {
      const { frame } = context;
      const dropped = droppedOf(context).map(({ name }) => polarsName(name));
      return dropped.length === 0 ? [] : pythonLines(py`${frame} = ${frame}.drop(`, dropped, py`)`);
    },
    pyspark: (context) => {
      const { frame } = context;
      const dropped = droppedOf(context).map(({ name }) => pyLit(name));
      return dropped.length === 0 ? [] : pythonLines(py`${frame} = ${frame}.drop(`, dropped, py`)`);
    },
  },
  examples: dropColumnsExamples,
});

function droppedOf({ input, params }: FlowContext<ColumnChoice>): readonly Column[] {
  return chosenColumns(input, params);
}
