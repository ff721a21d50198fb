import { z } from 'zod';
import type { Column } from '../../shared/columnType.ts';
import { checkIn } from '../expression/check.ts';
import { literalOf } from '../expression/literal.ts';
import { caseNode, isNullNode, logicalNode, nullNode } from '../expression/nodes.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { joinSql, sql } from '../sql/sql.ts';
import { countedCategories, countQuery, requireFew } from './countedCategories.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext, Json } from './define.ts';
import { encodedColumnsOf, maxCategories } from './encodedCategories.ts';
import { groupRareExamples } from './examples/groupRare.ts';
import { commonCategories, commonOnly } from './commonCategories.ts';
import { categoryTexts, valueOf } from './oneHotColumns.ts';
import { columns } from './params.ts';
import { rowwise } from './rowwise.ts';
import { at } from './stepPath.ts';
import { duckdbCheck, pandasCheck, polarsCheck, sparkCheck } from './unseenCheck.ts';
import type { KnownCategories } from './unseenCheck.ts';

const params = z.strictObject({
  columns: columns(),
  keep: z
    .enum(['count', 'share', 'top'])
    .default('share')
    .meta({
      title: 'A category is kept',
      about: 'What makes a category frequent enough to stay.',
      labels: {
        count: 'From so many rows on',
        share: 'From such a share of the rows on',
        top: 'If it is one of the most frequent',
      },
    }),
  count: z
    .int()
    .min(1)
    .optional()
    .meta({ when: { keep: ['count'] }, about: 'How many rows a category must have to be kept.' }),
  share: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .meta({
      when: { keep: ['share'] },
      description: 'Of the rows that have a value, from 0 to 1.',
    }),
  top: z
    .int()
    .min(1)
    .optional()
    .meta({ when: { keep: ['top'] }, about: 'How many of the most frequent categories are kept.' }),
  value: z.union([z.string(), z.number(), z.boolean()]).default('Other').meta({
    ui: 'literal',
    title: 'What rare ones become',
    about: 'The value that rare categories become.',
  }),
  unseen: z
    .enum(['other', 'keep', 'missing', 'error'])
    .default('other')
    .meta({
      title: 'Values that were not seen',
      description: 'Values that were not there when the step learned; error: the run stops.',
      labels: { other: 'Become the same', keep: 'Stay as they are' },
    }),
  maxCategories,
});

/** Params of the operation `group-rare`. */
export type GroupRareParams = z.infer<typeof params>;

const made = rowwise<GroupRareParams>((context) =>
  groupedOf(context).map((one, index) => ({
    name: one.column.name,
    value: valueAfter(one, context.params),
    path: ['columns', index],
  })),
);

export default defineOperation<GroupRareParams>({
  id: 'group-rare',
  version: 1,
  title: 'Group rare categories',
  category: 'categories',
  summary:
    'Puts one value, such as “Other”, in the place of categories that are rare: below a count, below a share of the rows that have a value, or not among the n most frequent (of a tie the smaller value is kept). The categories are learned once and kept in the recipe; a value that was not seen then becomes the same, stays, is null or an error. Null stays.',
  synonyms: [
    ...['rare', 'lump', 'fct_lump', 'other', 'infrequent', 'top categories', 'long tail'],
    ...['rare label', 'collapse levels', 'min_frequency', 'replace rare categories'],
  ],
  params,
  ...made,
  emit: {
    duckdb: (context) => {
      const checks = checked(context).map(duckdbCheck);
      const from =
        checks.length === 0
          ? context.from
          : sql`(SELECT * FROM ${context.from} WHERE ${joinSql(checks, ' AND ')})`;
      return made.emit.duckdb({ ...context, from });
    },
    pandas: (context) => {
      const lines = made.emit.pandas(context);
      if ('unsupported' in lines) return lines;
      return [...checked(context).flatMap((one) => pandasCheck(one, context)), ...lines];
    },
    polars: (context) => {
      const lines = made.emit.polars(context);
      if ('unsupported' in lines) return lines;
      context.import('import polars as pl');
      return [...checked(context).flatMap((one) => polarsCheck(one, context)), ...lines];
    },
    pyspark: (context) => {
      const lines = made.emit.pyspark(context);
      if ('unsupported' in lines) return lines;
      context.import('from pyspark.sql import functions as F');
      return [...checked(context).flatMap((one) => sparkCheck(one, context)), ...lines];
    },
  },
  fit: ({ params, from }) => ({
    // The rare ones are looked at only where new values go another way.
    query: countQuery(
      params.columns,
      from,
      params.maxCategories,
      params.unseen === 'other' ? commonOnly(params) : undefined,
    ),
    decode: (rows) =>
      Object.fromEntries(
        [...countedCategories(params.columns, rows, params.maxCategories)].map(([name, found]) => {
          const { kept, rare: other } =
            params.unseen === 'other'
              ? { kept: found.flatMap(({ text }) => text ?? []), rare: [] }
              : commonCategories(found, params);
          requireFew(name, kept.length + other.length, params.maxCategories);
          return [name, { kept, rare: other }];
        }),
      ),
  }),
  // Where new values go the way of the rare ones, the rare ones are not kept: nobody can tell.
  knows: (context) => {
    const { unseen } = context.params;
    if (unseen === 'other') return [];
    return groupedOf(context).map(({ column, kept, rare }) => ({
      ...{ kind: 'categories', column, values: [...kept, ...rare], become: unseen },
    }));
  },
  examples: groupRareExamples,
});

interface Grouped {
  readonly column: Column;
  readonly kept: readonly Json[];
  readonly rare: readonly Json[];
}

function groupedOf(context: FlowContext<GroupRareParams>): readonly Grouped[] {
  const { params, fitted } = context;
  if (params[params.keep] === undefined) {
    throw new StepError([params.keep], `“${params.keep}” is missing.`, 'Say what is rare.');
  }
  return encodedColumnsOf(context).map((column, index) => {
    at(['value'], () => literalOf(params.value, column.type));
    const learned = fitted?.[column.name];
    const part = (key: 'kept' | 'rare'): readonly Json[] =>
      categoryTexts(partOf(learned, key), column.name, ['columns', index]).map((text) =>
        valueOf(text, column.type),
      );
    return { column, kept: part('kept'), rare: part('rare') };
  });
}

function partOf(learned: Json | undefined, key: 'kept' | 'rare'): Json | undefined {
  if (learned === undefined) return undefined;
  if (typeof learned === 'object' && learned !== null && !Array.isArray(learned)) {
    return Object.entries(learned).find(([name]) => name === key)?.[1];
  }
  throw new StepError(
    ['columns'],
    'The fitted values are not what this step learns.',
    'Run with --refit to learn them anew.',
  );
}

function valueAfter({ column, kept, rare }: Grouped, params: GroupRareParams): TypedExpression {
  const place = { start: 0, end: 0 };
  const { name, type } = column;
  const node: TypedExpression = { kind: 'column', name, type, place };
  const other = literalOf(params.value, type);
  const isIn = (values: readonly Json[]): readonly TypedExpression[] =>
    values.length === 0
      ? []
      : [
          checkIn(
            node,
            values.map((value) => literalOf(value, type)),
            { place },
          ),
        ];
  const isKept = logicalNode('or', [isNullNode(node), ...isIn(kept)], place);
  if (params.unseen === 'other' || params.unseen === 'error') {
    return caseNode([{ when: isKept, then: node }], other, type, place);
  }
  const unseen = params.unseen === 'keep' ? node : nullNode(type, place);
  const branches = [
    { when: isKept, then: node },
    ...isIn(rare).map((when) => ({ when, then: other })),
  ];
  return caseNode(branches, unseen, type, place);
}

/** The columns in which a value that was not seen ends the run. */
function checked(context: FlowContext<GroupRareParams>): readonly KnownCategories[] {
  if (context.params.unseen !== 'error') return [];
  return groupedOf(context).map(({ column, kept, rare }) => ({
    column,
    categories: [...kept, ...rare],
  }));
}
