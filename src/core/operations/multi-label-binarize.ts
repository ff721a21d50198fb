import { z } from 'zod';
import type { Column, ColumnType, Schema } from '../../shared/columnType.ts';
import { balanced } from '../expression/balanced.ts';
import { emitDuckdb } from '../expression/emitDuckdb.ts';
import { text } from '../expression/types.ts';
import { ex, exColumn, exLit, exValue, joinEx } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { requireColumn, requireNewName, requireType } from './columns.ts';
import { requireFew } from './countedCategories.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext, PythonContext } from './define.ts';
import { categoryTexts, isCategory, valueOf } from './oneHotColumns.ts';
import { column } from './params.ts';
import { rowwise, typedOf } from './rowwise.ts';
import type { MadeColumn } from './rowwise.ts';
import { duckdbLabels, pandasLabels, polarsLabels, sparkLabels } from './unseenLabels.ts';
import type { KnownLabels } from './unseenLabels.ts';
import { passing } from './windowColumn.ts';
import { multiLabelBinarizeExamples } from './examples/multiLabelBinarize.ts';

const params = z.strictObject({
  column: column().meta({ ui: 'column', description: 'A list, or a text with a separator.' }),
  separator: z.string().min(1).optional().meta({
    description:
      'For a text: what stands between two labels. Spaces around a label are left aside.',
  }),
  prefix: z.string().optional().meta({
    title: 'What the new names begin with',
    description: 'The column’s name and _ unless given.',
  }),
  maxCategories: z.int().min(1).max(1000).default(50).meta({
    title: 'At most so many labels',
    description: 'With more labels, each of which would be a column, the step fails.',
  }),
  unseen: z
    .enum(['zeros', 'error', 'other'])
    .default('zeros')
    .meta({
      title: 'Labels that were not seen',
      description: 'Labels that were not there when the step learned; error: the run stops.',
      labels: { zeros: 'Are left out', other: 'Give a 1 in a column “other”' },
    }),
  nulls: z
    .enum(['zeros', 'column'])
    .default('zeros')
    .meta({
      title: 'Missing values',
      about: 'Whether a missing cell gives zeros, or a 1 in a column of its own.',
      labels: { column: 'Give a 1 in a column “null”' },
    }),
  keep: z
    .boolean()
    .default(false)
    .meta({ title: 'Keep the column itself', about: 'Whether the column itself stays, too.' }),
});

/** Params of the operation `multi-label-binarize`. */
export type MultiLabelParams = z.infer<typeof params>;
type Context = FlowContext<MultiLabelParams>;

/** The column that holds the labels of a text as a list, on the way. */
const listName = passing('labels');

/** First the lists, which each indicator reads, then the indicators. */
const listed = rowwise<MultiLabelParams>(lists);
const marked = rowwise<MultiLabelParams>(indicators, ({ params, input }) => [
  ...(params.keep ? [] : [params.column]),
  ...input.filter(({ name }) => name === listName).map(({ name }) => name),
]);

export default defineOperation<MultiLabelParams>({
  id: 'multi-label-binarize',
  version: 1,
  title: 'Multi-label binarize',
  category: 'categories',
  summary:
    'Turns each label of a cell that holds several (a list, or a text with a separator) into an int8 column <column>_<label> of 0 and 1, at the end of the table, in byte order of the labels. A label that stands twice counts once; null items and, in texts, empty labels are none. The labels are learned once and kept in the recipe; one that was not seen then is left out, an error, or gives a 1 in <column>_other; null gives zeros or a 1 in <column>_null.',
  synonyms: [
    ...['multilabelbinarizer', 'multi-hot', 'get dummies', 'str.get_dummies', 'tags to columns'],
    ...['several labels', 'multi select', 'indicator', 'explode to columns'],
  ],
  params,
  rows: 'same',
  order: 'keeps',
  identity: 'keeps',
  outputSchema: (context) => {
    const { params, input } = context;
    labelsOf(context);
    const kept = input.filter(({ name }) => params.keep || name !== params.column);
    const names: Column[] = [...kept];
    for (const { name } of indicators(context)) {
      requireNewName(names, name, ['prefix']);
      names.push({ name, type: { kind: 'int8' } });
    }
    // What is named like the column that goes takes its place.
    const made = names.slice(kept.length);
    const placed = input.flatMap((column) => {
      const own = made.find(({ name }) => name === column.name);
      return own ?? (kept.includes(column) ? column : []);
    });
    const taken = [...placed, ...made.filter((column) => !placed.includes(column))];
    if (taken.length > 0 || !context.fitted) return taken;
    throw new StepError(
      ['column'],
      'Nothing would be left of the table: no label was found.',
      'Choose another column, or keep the column itself.',
    );
  },
  learnsColumns: ({ column, prefix }) => [prefix ?? `${column}_`],
  fit: (context) => {
    const { params, from } = context;
    const { list } = labelsOf(context);
    const items = emitDuckdb(
      typedOf({ name: '', value: list, path: ['column'] }, context),
      context,
    );
    const isLabel = params.separator === undefined ? sql`IS NOT NULL` : sql`<> ''`;
    return {
      query: sql`SELECT v FROM (SELECT DISTINCT unnest(${items})::VARCHAR AS v FROM ${from}) WHERE v ${isLabel} ORDER BY v LIMIT ${lit(params.maxCategories + 1)}`,
      decode: (rows) => {
        requireFew(params.column, rows.length, params.maxCategories);
        const texts = rows.map(([label]) =>
          typeof label === 'string' ? label : JSON.stringify(label),
        );
        return { [params.column]: texts };
      },
    };
  },
  emit: {
    duckdb: (context) => {
      const labels = checked(context);
      const only = (from: Sql): Sql =>
        labels ? sql`(SELECT * FROM ${from} WHERE ${duckdbLabels(labels)})` : from;
      if (context.params.separator === undefined) {
        return marked.emit.duckdb({ ...context, from: only(context.from) });
      }
      const lists = listed.emit.duckdb(context);
      if (typeof lists !== 'string') return lists;
      const from = only(sql`(${lists})`);
      return marked.emit.duckdb({ ...context, input: withList(context), from });
    },
    pandas: python('pandas'),
    polars: python('polars'),
    pyspark: python('pyspark'),
  },
  examples: multiLabelBinarizeExamples,
});

function python(target: 'pandas' | 'polars' | 'pyspark') {
  return (context: PythonContext<MultiLabelParams>) => {
    const isText = context.params.separator !== undefined;
    const lists = isText ? listed.emit[target](context) : [];
    if ('unsupported' in lists) return lists;
    const labels = checked(context);
    const check = { pandas: pandasLabels, polars: polarsLabels, pyspark: sparkLabels }[target];
    const checks = labels ? check(labels, context) : [];
    const input = isText ? withList(context) : context.input;
    const marks = marked.emit[target]({ ...context, input });
    return 'unsupported' in marks ? marks : [...lists, ...checks, ...marks];
  };
}

/** The labels beside which another one ends the run, if any does; an empty text is no label. */
function checked(context: Context): KnownLabels | undefined {
  const { params, fitted } = context;
  if (params.unseen !== 'error') return undefined;
  const { item } = labelsOf(context);
  const labels = categoryTexts(fitted?.[params.column], params.column, ['column']);
  const isText = params.separator !== undefined;
  const categories = labels.map((label) => valueOf(label, item));
  return {
    list: isText ? listName : params.column,
    known: {
      column: { name: params.column, type: item },
      categories: isText ? [...categories, ''] : categories,
    },
  };
}

function withList({ input }: Context): Schema {
  return [...input, { name: listName, type: { kind: 'list', item: text } }];
}

function lists(context: Context): readonly MadeColumn[] {
  return [{ name: listName, value: labelsOf(context).list, path: ['column'] }];
}

/** The labels as a list, and the type of one. Throws `StepError` for a column without labels. */
function labelsOf({ params, input }: Context): { list: ExpressionText; item: ColumnType } {
  const source = requireColumn(input, params.column, ['column']);
  const own = exColumn(source.name);
  if (source.type.kind === 'list') {
    const { item } = source.type;
    if (params.separator !== undefined) {
      const message = `“${source.name}” is a list, which has no separator.`;
      throw new StepError(['separator'], message, 'Leave it out.');
    }
    const words = 'a list of texts, whole numbers, decimals, booleans or dates';
    requireType(source, () => isCategory(item), words, ['column']);
    return { list: own, item };
  }
  requireType(source, (type) => type.kind === 'text', 'a list or a text', ['column']);
  if (params.separator === undefined) {
    throw new StepError(
      ['separator'],
      'There is no separator.',
      'Say what stands between two labels, e.g. a comma.',
    );
  }
  // Spaces around labels are left aside, so those of the separator say nothing.
  const between = params.separator.replaceAll(/^ +| +$/g, '') || ' ';
  const pattern = ` *${between.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')} *`;
  const tidy = ex`trim(regexp_replace(${own}, ${exLit(pattern)}, ${exLit(between)}))`;
  return { list: ex`string_split(${tidy}, ${exLit(between)})`, item: text };
}

function indicators(context: Context): readonly MadeColumn[] {
  const { params, fitted, input } = context;
  const { item } = labelsOf(context);
  const prefix = params.prefix ?? `${params.column}_`;
  const isText = params.separator !== undefined;
  const list = input.some(({ name }) => name === listName)
    ? exColumn(listName)
    : exColumn(params.column);
  const labels = categoryTexts(fitted?.[params.column], params.column, ['column']);
  const has = (label: string): ExpressionText =>
    ex`list_contains(${list}, ${exValue(valueOf(label, item), item)})`;
  const column = (name: string, test: ExpressionText): MadeColumn => ({
    name: prefix + name,
    value: ex`try_cast(case when ${test} then 1 else 0 end as int8)`,
    path: ['column'],
    namePath: ['prefix'],
  });
  const made = labels.map((label) => column(label, has(label)));
  if (params.unseen === 'other') {
    const known = [...labels, ...(isText ? [''] : [])].map(
      (label) => ex`case when ${has(label)} then 1 else 0 end`,
    );
    const count =
      known.length === 0 ? ex`0` : balanced(known, (few) => ex`(${joinEx(few, ' + ')})`);
    made.push(column('other', ex`array_length(list_distinct(${list})) > ${count}`));
  }
  if (params.nulls === 'column') {
    made.push(column('null', ex`${exColumn(params.column)} is null`));
  }
  return made;
}
