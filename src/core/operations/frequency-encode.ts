import { z } from 'zod';
import { float64 } from '../expression/types.ts';
import { countedCategories, countQuery, requireFew } from './countedCategories.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import {
  encodedColumnsOf,
  learnedPairs,
  maxCategories,
  suffix,
  wholeNumber,
} from './encodedCategories.ts';
import { frequencyEncodeExamples } from './examples/frequencyEncode.ts';
import { knownCategories, lookUp } from './lookUp.ts';
import type { LookedUp } from './lookedUp.ts';
import { valueOf } from './oneHotColumns.ts';
import { columns } from './params.ts';

const params = z.strictObject({
  columns: columns(),
  as: z
    .enum(['share', 'count'])
    .default('share')
    .meta({
      about: 'What stands for a category: its share of the rows, or their number.',
      labels: { share: 'Share of the rows (0 to 1)', count: 'Number of rows' },
    }),
  unseen: z.enum(['zero', 'missing', 'error']).default('zero').meta({
    title: 'Values that were not seen',
    description: 'Values that were not there when the step learned; error: the run stops.',
  }),
  nulls: z
    .enum(['missing', 'count'])
    .default('missing')
    .meta({
      title: 'Missing values',
      about: 'Whether missing values stay missing, or are a category that counts.',
      labels: { missing: 'Stay missing, and count for nothing', count: 'Are a category' },
    }),
  suffix,
  maxCategories,
});

/** Params of the operation `frequency-encode`. */
export type FrequencyParams = z.infer<typeof params>;

export default defineOperation<FrequencyParams>({
  id: 'frequency-encode',
  version: 1,
  title: 'Frequency encode',
  category: 'categories',
  summary:
    'Puts how often each category was seen in its place: its share of the rows that have a value (float64), or its count (int64). The counts are learned once and kept in the recipe; a value that was not seen then gives 0, null or an error. Null stays null, or is a category that counts too.',
  synonyms: ['count encode', 'countencoder', 'value counts', 'frequency', 'popularity'],
  params,
  ...lookUp(lookedOf),
  fit: ({ params, from }) => ({
    query: countQuery(params.columns, from, params.maxCategories),
    decode: (rows) =>
      Object.fromEntries(
        [...countedCategories(params.columns, rows, params.maxCategories)].map(([name, found]) => {
          const kept = found.filter(({ text }) => text !== null || params.nulls === 'count');
          requireFew(name, kept.length, params.maxCategories);
          return [name, kept.map(({ text, count }) => [text, count])];
        }),
      ),
  }),
  knows: (context) => knownCategories(lookedOf(context), context.params.unseen),
  examples: frequencyEncodeExamples,
});

function lookedOf(context: FlowContext<FrequencyParams>): readonly LookedUp[] {
  const { params, fitted } = context;
  return encodedColumnsOf(context).map((column) => {
    const pairs = learnedPairs(fitted?.[column.name], column.name);
    const total = pairs.reduce((sum, [, count]) => sum + count, 0);
    const figure = (count: number): number => (params.as === 'share' ? count / total : count);
    const known = pairs.flatMap(([text, count]) => (text === null ? [] : [{ text, count }]));
    const none = pairs.find(([text]) => text === null)?.[1];
    const noneSeen = params.nulls === 'count' ? 0 : null;
    return {
      column,
      categories: known.map(({ text }) => valueOf(text, column.type)),
      name: column.name + (params.suffix ?? ''),
      type: params.as === 'share' ? float64 : wholeNumber,
      results: known.map(({ count }) => figure(count)),
      unseen: params.unseen === 'error' ? 'error' : { value: params.unseen === 'zero' ? 0 : null },
      missing: none === undefined ? noneSeen : figure(none),
    };
  });
}
