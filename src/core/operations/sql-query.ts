import { z } from 'zod';
import type { Column } from '../../shared/columnType.ts';
import { hashJson } from '../recipe/hashJson.ts';
import { duckdbFields, fromDuckdbType } from '../sql/fromDuckdbType.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { duckdbType, formatType } from '../sql/types.ts';
import { inputTable, userQuery } from '../sql/userQuery.ts';
import { requireNewName } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext, Json, SqlContext, Unsupported } from './define.ts';
import { at } from './stepPath.ts';
import { sqlQueryExamples } from './examples/sqlQuery.ts';

const params = z.strictObject({
  query: z
    .string()
    .min(1)
    .meta({
      ui: 'query',
      title: 'Query',
      description: `One SELECT in DuckDB’s SQL. The rows of the step above are the table ${inputTable}.`,
    }),
});
type Params = z.infer<typeof params>;

/** The column of one value that holds a whole row of the query. */
const rowName = '__sluice_row';

const rawSql: Unsupported = { unsupported: 'the query is DuckDB’s own SQL' };

export default defineOperation<Params>({
  id: 'sql-query',
  version: 1,
  title: 'SQL query',
  category: 'tables',
  summary:
    'Puts the answer of a SELECT of yours, in DuckDB’s SQL, in the place of the table; it reads the table `input` and nothing else (no files, no settings, nothing random). Which columns it gives, and of which types, is learned once and kept in the recipe. Types that recipes do not have are widened or become text: HUGEINT is decimal(38,0). An ORDER BY decides what a LIMIT takes, but not the order of the rows afterwards. Runs on DuckDB only.',
  synonyms: ['sql', 'select', 'custom sql', 'sql transform', 'query', 'raw sql', 'duckdb'],
  params,
  rows: 'other',
  order: 'loses',
  identity: 'loses',
  outputSchema: (context) => {
    const { params } = context;
    at(['query'], () => userQuery(params.query));
    const columns: Column[] = [];
    for (const { name, type } of answerOf(context)) {
      requireNewName(columns, name, ['query']);
      columns.push({ name, type: fromDuckdbType(type) });
    }
    return columns;
  },
  // Whatever its columns are called.
  learnsColumns: () => [''],
  columnsHold: (context) => {
    const from = context.fitted?.['learnedFrom'];
    return from === undefined ? undefined : from === learnedFrom(context);
  },
  fit: (context) => {
    // A row that is not there has a type all the same, and LIMIT 0 reads no data.
    const answer = sql`SELECT * FROM (\n${userQuery(context.params.query)}\n) AS answer LIMIT 0`;
    return {
      query: sql`SELECT typeof(${ident(rowName)}) FROM (SELECT 1) AS one LEFT JOIN (${inputOf(context)}${answer}) AS ${ident(rowName)} ON TRUE`,
      ownSql: ['query'],
      decode: ([row]) => ({
        columns: fieldsOf(row?.[0] ?? null),
        learnedFrom: learnedFrom(context),
      }),
    };
  },
  emit: {
    duckdb: (context) => {
      const items = answerOf(context).map(({ name, type }) => {
        const wanted = duckdbType(fromDuckdbType(type));
        return wanted === type
          ? ident(name)
          : sql`CAST(${ident(name)} AS ${wanted}) AS ${ident(name)}`;
      });
      return sql`${inputOf(context)}SELECT ${joinSql(items)}
FROM (
${userQuery(context.params.query)}
) AS answer`;
    },
    pandas: () => rawSql,
    polars: () => rawSql,
    pyspark: () => rawSql,
  },
  examples: sqlQueryExamples,
});

/** `WITH input AS (…)`: the columns that the step receives, without hidden ones. */
function inputOf({ input, from }: SqlContext<Params>): Sql {
  // The help has no steps above, but a table of this very name.
  if (from === ident(inputTable)) return sql``;
  const columns = joinSql(input.map(({ name }) => ident(name)));
  return sql`WITH ${ident(inputTable)} AS (SELECT ${columns} FROM ${from})\n`;
}

/** A hash of all that the query's columns follow from: its text, and the columns that it reads, in any order. */
function learnedFrom({ params, input }: FlowContext<Params>): string {
  const columns = input.map(({ name, type }) => [name, formatType(type)] as const);
  return hashJson({ query: params.query, input: Object.fromEntries(columns) });
}

/** DuckDB's type of a whole row, taken apart: names and types of its columns. */
function fieldsOf(cell: Json): Json {
  const text = typeof cell === 'string' ? cell : '';
  if (text.startsWith('STRUCT')) return duckdbFields(text).map(({ name, type }) => [name, type]);
  throw new StepError(['query'], `A column is called “${rowName}”.`, 'Give it another name.');
}

/** The learned columns, with DuckDB's types; none before the step has learned. */
function answerOf({
  fitted,
}: FlowContext<Params>): readonly { readonly name: string; readonly type: string }[] {
  const learned = fitted?.['columns'] ?? [];
  if (isPairs(learned)) return learned.map(([name, type]) => ({ name, type }));
  throw new StepError(
    ['query'],
    'The fitted values are not the columns of the query.',
    'Run with --refit to learn them anew.',
  );
}

function isPairs(value: Json): value is readonly (readonly [string, string])[] {
  return (
    Array.isArray(value) &&
    value.every(
      (pair: Json) =>
        Array.isArray(pair) && pair.length === 2 && pair.every((one) => typeof one === 'string'),
    )
  );
}
