import { z } from 'zod';
import { countedCategories, countQuery, requireFew } from './countedCategories.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { encodedColumnsOf, maxCategories, suffix, wholeNumber } from './encodedCategories.ts';
import { ordinalEncodeExamples } from './examples/ordinalEncode.ts';
import { knownCategories, lookUp } from './lookUp.ts';
import type { LookedUp } from './lookedUp.ts';
import { categoryTexts, valueOf } from './oneHotColumns.ts';
import { columns } from './params.ts';
import { at } from './stepPath.ts';
import { sqlLiteral } from '../expression/literal.ts';

const params = z.strictObject({
  columns: columns(),
  order: z
    .enum(['value', 'frequency', 'given'])
    .default('value')
    .meta({
      description: 'The order in which the categories get their numbers.',
      labels: {
        value: 'By value, the smallest first',
        frequency: 'By frequency, the most frequent first',
        given: 'As given',
      },
    }),
  values: z
    .array(z.string())
    .min(1)
    .optional()
    .meta({
      suggest: 'values',
      when: { order: ['given'] },
      description: 'The categories in order, written as in the table.',
    }),
  start: z.int().default(0).meta({ description: 'The number of the first category.' }),
  unseen: z
    .enum(['missing', 'error', 'other'])
    .default('missing')
    .meta({
      title: 'Values that were not seen',
      description: 'Values that are none of the categories; error: the run stops.',
      labels: { other: 'Get the number after the last' },
    }),
  nulls: z
    .enum(['missing', 'before'])
    .default('missing')
    .meta({
      title: 'Missing values',
      about: 'Whether missing values stay missing, or get the number before the first.',
      labels: { missing: 'Stay missing', before: 'Get the number before the first' },
    }),
  suffix,
  maxCategories,
});

/** Params of the operation `ordinal-encode`. */
export type OrdinalParams = z.infer<typeof params>;

export default defineOperation<OrdinalParams>({
  id: 'ordinal-encode',
  version: 1,
  title: 'Ordinal or label encode',
  category: 'categories',
  summary:
    'Puts a whole number (int64) in the place of each category, counted from `start` in the order of the values, by falling frequency (of a tie the smaller value first), or as given. The categories are learned once and kept in the recipe; a value that was not seen then is null, an error, or gets the number after the last. Null stays null or gets the number before the first.',
  synonyms: [
    ...['label encode', 'labelencoder', 'ordinalencoder', 'factorize', 'codes', 'string indexer'],
    ...['stringindexer', 'categorical mapping', 'category codes', 'integer encode'],
  ],
  params,
  ...lookUp(lookedOf),
  fit: ({ params, from }) => ({
    query: countQuery(params.columns, from, params.maxCategories),
    decode: (rows) =>
      Object.fromEntries(
        [...countedCategories(params.columns, rows, params.maxCategories)].map(([name, found]) => {
          const known = found.flatMap(({ text, count }) =>
            text === null ? [] : [{ text, count }],
          );
          // Sorting is stable, so that of a tie the smaller value stays first.
          const ordered =
            params.order === 'frequency' ? known.sort((a, b) => b.count - a.count) : known;
          requireFew(name, ordered.length, params.maxCategories);
          return [name, ordered.map(({ text }) => text)];
        }),
      ),
  }),
  learns: (params) => params.order !== 'given',
  knows: (context) => knownCategories(lookedOf(context), context.params.unseen),
  examples: ordinalEncodeExamples,
});

function lookedOf(context: FlowContext<OrdinalParams>): readonly LookedUp[] {
  const { params, fitted } = context;
  const { order, values, start } = params;
  if ((order === 'given') !== (values !== undefined)) {
    throw new StepError(
      ['values'],
      order === 'given' ? 'The categories are not given.' : 'The categories are learned here.',
      order === 'given' ? 'List them in order.' : 'Leave them out, or choose the order “given”.',
    );
  }
  const repeated = values?.findIndex((value, index) => values.indexOf(value) !== index) ?? -1;
  if (repeated >= 0) {
    throw new StepError(['values', repeated], 'A category is named twice.', 'Name each once.');
  }
  return encodedColumnsOf(context).map((column, index) => {
    const texts = values ?? categoryTexts(fitted?.[column.name], column.name, ['columns', index]);
    const categories = texts.map((text) => valueOf(text, column.type));
    categories.forEach((value, place) => {
      at(values ? ['values', place] : ['columns', index], () => sqlLiteral(value, column.type));
    });
    return {
      column,
      categories,
      name: column.name + (params.suffix ?? ''),
      type: wholeNumber,
      results: texts.map((_, place) => start + place),
      unseen:
        params.unseen === 'error'
          ? 'error'
          : { value: params.unseen === 'other' ? start + texts.length : null },
      missing: params.nulls === 'before' ? start - 1 : null,
    };
  });
}
