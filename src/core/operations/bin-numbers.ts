import { z } from 'zod';
import { numberGroups } from '../../shared/typeGroups.ts';
import type { Column } from '../../shared/columnType.ts';
import { ex } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { binned, distinctEdges, evenEdges } from './bins.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { learnStatistics, unreadable } from './learnedStatistics.ts';
import type { Statistic } from './learnedStatistics.ts';
import { fromNumbers, requireNumbers, suffix } from './numberColumns.ts';
import { columnsOf } from './params.ts';
import { rowwise } from './rowwise.ts';
import { binNumbersExamples } from './examples/binNumbers.ts';

const params = z.strictObject({
  columns: columnsOf(numberGroups),
  method: z
    .enum(['width', 'quantile', 'edges'])
    .default('width')
    .meta({
      title: 'Bins',
      about: 'How the edges of the bins are found.',
      labels: {
        width: 'Of one width',
        quantile: 'Of about as many rows each (quantiles)',
        edges: 'Between given edges',
      },
    }),
  bins: z
    .int()
    .min(1)
    .max(200)
    .optional()
    .meta({
      title: 'Number of bins',
      description: 'How many bins there are; 5 unless given.',
      when: { method: ['width', 'quantile'] },
    }),
  edges: z
    .array(z.number())
    .min(2)
    .max(201)
    .optional()
    .meta({
      description: 'In ascending order; each two neighbours are the ends of a bin.',
      suggest: 'quantiles',
      when: { method: ['edges'] },
    }),
  closed: z
    .enum(['right', 'left'])
    .default('right')
    .meta({
      title: 'A value on an edge',
      about: 'To which bin a value on an inner edge belongs.',
      labels: { right: 'Belongs to the bin below', left: 'Belongs to the bin above' },
    }),
  labels: z
    .enum(['ranges', 'numbers', 'names'])
    .default('ranges')
    .meta({
      labels: { ranges: 'Ranges: (0, 10]', numbers: 'Numbers from 1', names: 'Given names' },
      description: 'What stands for a bin: its range, its number, or a name given here.',
    }),
  names: z
    .array(z.string().min(1))
    .optional()
    .meta({ when: { labels: ['names'] }, description: 'One for each bin, the lowest first.' }),
  outside: z
    .enum(['missing', 'clamp', 'outer'])
    .default('missing')
    .meta({
      title: 'Values outside',
      about: 'What becomes of values below the first or above the last edge.',
      labels: {
        missing: 'Are missing',
        clamp: 'Go to the nearest bin',
        outer: 'Go to bins of their own',
      },
    }),
  suffix: suffix(),
});
type Params = z.infer<typeof params>;

/** How many bins there are unless a number is given. */
const usualBins = 5;

export default defineOperation<Params>({
  id: 'bin-numbers',
  version: 1,
  title: 'Bin numbers',
  category: 'numbers',
  summary:
    'Puts numbers into bins: as text such as (0, 10] or by given names, or as int64 numbers from 1. Edges are given, or learned once from finite values: of one width from minimum to maximum, or linear quantiles, of which equal ones become one edge. The outermost edges belong to their bins; beyond them values are missing, go to the nearest bin, or to < first and > last (0 and the number after the last). Learned edges are shown in as few digits as keep them apart. Null and NaN give null, and so does all where nothing could be learned.',
  synonyms: [
    ...['bucketize', 'bucket', 'discretize', 'discretise', 'cut', 'qcut', 'quantile', 'histogram'],
    ...['ntile', 'width_bucket', 'group', 'range', 'categorize', 'kbinsdiscretizer'],
  ],
  params,
  learns: ({ method }) => method !== 'edges',
  fit: (context) => {
    const { method, bins = usualBins } = context.params;
    const inner = Array.from({ length: bins - 1 }, (_, i) => ({ quantile: (i + 1) / bins }));
    const asked: readonly Statistic[] =
      method === 'quantile' ? ['min', ...inner, 'max'] : ['min', 'max'];
    return learnStatistics(requireNumbers(context), context.from, asked, (figures) => {
      if (method === 'quantile') return distinctEdges(figures);
      const [least = 0, greatest = 0] = figures;
      return evenEdges(least, greatest, bins);
    });
  },
  knows: (context) =>
    requireNumbers(context).flatMap((column) => {
      const edges = edgesOf(column, context);
      const [from, to] = [edges?.[0], edges?.at(-1)];
      if (from === undefined || to === undefined) return [];
      return [{ kind: 'range', column, from, to, become: context.params.outside } as const];
    }),
  ...rowwise((context) => {
    checkParams(context.params);
    return fromNumbers(context, (column) => binOf(column, context));
  }),
  examples: binNumbersExamples,
});

function checkParams({ method, edges, bins = usualBins, labels, names }: Params): void {
  if ((method === 'edges') !== (edges !== undefined)) {
    throw new StepError(
      ['edges'],
      method === 'edges' ? 'There are no edges.' : 'Edges are learned by this method.',
      method === 'edges' ? 'Give two or more.' : 'Leave them out, or choose “edges”.',
    );
  }
  edges?.forEach((edge, index) => {
    if (index > 0 && !((edges[index - 1] ?? edge) < edge)) {
      throw new StepError(['edges', index], 'The edges do not ascend.', 'Put them in order.');
    }
  });
  if ((labels === 'names') !== (names !== undefined)) {
    throw new StepError(
      ['names'],
      labels === 'names' ? 'There are no names.' : 'Names are for labels of given names only.',
      labels === 'names' ? 'Give one for each bin.' : 'Leave them out.',
    );
  }
  const count = edges === undefined ? bins : edges.length - 1;
  if (names && names.length !== count) {
    throw new StepError(
      ['names'],
      `There are ${String(names.length)} names for ${String(count)} bins.`,
      'Give one for each bin.',
    );
  }
}

function edgesOf(
  column: Column,
  { params, fitted }: FlowContext<Params>,
): readonly number[] | undefined {
  const edges: unknown = params.edges ?? fitted?.[column.name] ?? null;
  if (edges === null) return undefined;
  const isEdges = Array.isArray(edges) && edges.every((edge) => typeof edge === 'number');
  if (!isEdges) throw unreadable(column.name, ['edges']);
  return edges;
}

function binOf(column: Column, context: FlowContext<Params>): ExpressionText {
  const { params } = context;
  const edges = edgesOf(column, context);
  if (edges) return binned(column, edges, params, params.edges !== undefined);
  return params.labels === 'numbers' ? ex`cast(null as int64)` : ex`cast(null as text)`;
}
