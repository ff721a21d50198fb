import { z } from 'zod';
import type { Column } from '../../shared/columnType.ts';
import { literalOf } from '../expression/literal.ts';
import { ex, exColumn, joinEx } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { cellLiteral } from './cellLiteral.ts';
import { isOrdered, requireColumns, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { isLong } from './lookedUp.ts';
import type { LookedUp } from './lookedUp.ts';
import { lookUp } from './lookUp.ts';
import { isCategory } from './oneHotColumns.ts';
import { columns, literal } from './params.ts';
import { rowwise } from './rowwise.ts';
import { replaceValuesExamples } from './examples/replaceValues.ts';

const params = z.strictObject({
  columns: columns(),
  map: z
    .array(
      z.strictObject({
        from: literal().meta({ about: 'The value that is replaced.' }),
        to: literal()
          .optional()
          .meta({ ui: 'literal', description: 'What takes its place; none: the cell is missing.' }),
      }),
    )
    .min(1)
    .meta({
      title: 'Values',
      about: 'Values, and what takes the place of each.',
      suggest: 'values',
    }),
  others: z
    .enum(['keep', 'missing', 'default'])
    .default('keep')
    .meta({ title: 'All other values', description: 'What becomes of them; nulls stay nulls.' }),
  default: literal()
    .optional()
    .meta({ ui: 'literal', about: 'What all other values become.', when: { others: ['default'] } }),
});
type Params = z.infer<typeof params>;
type Context = FlowContext<Params>;

const branches = rowwise<Params>((context) =>
  columnsOf(context).map((column) => ({
    ...{ name: column.name, path: ['map'] },
    value: replaced(column, context.params),
  })),
);
const table = lookUp<Params>(lookedOf);

export default defineOperation<Params>({
  id: 'replace-values',
  version: 1,
  title: 'Replace values',
  category: 'columns',
  summary:
    'Replaces whole cell values by others of the same type, by a list; all other values stay, become missing or a default. Null stays null; NaN and -0.0 are found as NaN and 0.0 are.',
  synonyms: [
    ...['map', 'recode', 'replace', 'case_match', 'lookup', 'find and replace', 'switch', 'decode'],
    ...['map values', 'substitute', 'translate', 'standardize', 'case when'],
  ],
  params,
  ...branches,
  outputSchema: (context) => of(context).outputSchema(context),
  nulled: (context) => (of(context) === branches ? branches.nulled?.(context) : undefined),
  emit: {
    duckdb: (context) => of(context).emit.duckdb(context),
    pandas: (context) => of(context).emit.pandas(context),
    polars: (context) => of(context).emit.polars(context),
    pyspark: (context) => of(context).emit.pyspark(context),
  },
  examples: replaceValuesExamples,
});

/** A long list is looked up in a table, where its values can be the keys of one. */
function of(context: Context): typeof branches | typeof table {
  const { params, input } = context;
  const keyed = input.every(({ name, type }) => !params.columns.includes(name) || isCategory(type));
  return keyed && isLong({ categories: params.map }) ? table : branches;
}

function columnsOf({ params, input }: Context): readonly Column[] {
  checkDefault(params);
  const found = requireColumns(input, params.columns, ['columns']);
  found.forEach((column, index) => {
    const words = 'a number, text, boolean, date or timestamp';
    requireType(column, isOrdered, words, ['columns', index]);
    checkTwice(params, column);
  });
  return found;
}

function lookedOf(context: Context): readonly LookedUp[] {
  const { map, others, default: other = null } = context.params;
  return columnsOf(context).map((column) => {
    map.forEach(({ to }, index) => cellLiteral(to ?? null, column, ['map', index, 'to']));
    cellLiteral(other, column, ['default']);
    return {
      ...{ column, name: column.name, type: column.type, missing: null },
      categories: map.map(({ from }) => from),
      results: map.map(({ to }) => to ?? null),
      unseen: others === 'keep' ? 'keep' : { value: other },
    };
  });
}

function replaced(column: Column, { map, others, default: other }: Params): ExpressionText {
  const cell = exColumn(column.name);
  const branches = map.map(({ from, to }, index) => {
    const found = cellLiteral(from, column, ['map', index, 'from']);
    const value = cellLiteral(to ?? null, column, ['map', index, 'to']);
    return ex`when ${cell} = ${found} then ${value}`;
  });
  const missing = cellLiteral(null, column, ['others']);
  const rest = {
    keep: () => cell,
    missing: () => missing,
    default: () =>
      ex`if(${cell} is null, ${missing}, ${cellLiteral(other ?? null, column, ['default'])})`,
  }[others]();
  return ex`case ${joinEx(branches, ' ')} else ${rest} end`;
}

function checkDefault({ others, default: other }: Params): void {
  if (others === 'default' && other === undefined) {
    throw new StepError(['default'], 'There is no default value.', 'Give one.');
  }
  if (others !== 'default' && other !== undefined) {
    throw new StepError(['default'], 'A default is given, but not asked for.', 'Leave it out.');
  }
}

/** Refuses a value that is replaced twice, however it is written. */
function checkTwice({ map }: Params, column: Column): void {
  const seen = new Set<string>();
  map.forEach(({ from }, index) => {
    cellLiteral(from, column, ['map', index, 'from']);
    const { value } = literalOf(from, column.type);
    const key = JSON.stringify(value, (_, part: unknown) => {
      if (typeof part === 'bigint') return String(part);
      return typeof part === 'number' && Number.isNaN(part) ? 'nan' : part;
    });
    if (seen.has(key)) {
      throw new StepError(
        ['map', index, 'from'],
        `${JSON.stringify(from)} is replaced twice.`,
        'Name each value once.',
      );
    }
    seen.add(key);
  });
}
