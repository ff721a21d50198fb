import { z } from 'zod';
import { checkExpression, scopeOf } from '../expression/check.ts';
import { parseExpression } from '../expression/parse.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { ex, exCast, exColumn, exLit, joinEx } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import type { Column } from '../../shared/columnType.ts';
import { parseType } from '../sql/types.ts';
import { cellLiteral } from './cellLiteral.ts';
import { isOrdered, requireColumns, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { filteredRows } from './filteredRows.ts';
import { columns, literal } from './params.ts';
import { at } from './stepPath.ts';
import { dropInvalidExamples } from './examples/dropInvalid.ts';

const params = z.strictObject({
  columns: columns().meta({
    about: 'A row is invalid if one of these holds a value that is not valid.',
  }),
  valid: z
    .enum(['type', 'list', 'range', 'pattern'])
    .default('type')
    .meta({
      title: 'Valid is what',
      about: 'What makes a value valid.',
      labels: {
        type: 'can become a type',
        list: 'is in a list',
        range: 'is in a range',
        pattern: 'matches a regular expression',
      },
    }),
  type: z
    .string()
    .min(1)
    .optional()
    .meta({
      ui: 'type',
      about: 'The type that a valid value can become.',
      when: { valid: ['type'] },
    }),
  values: z
    .array(literal())
    .optional()
    .meta({ suggest: 'values', about: 'All values that are valid.', when: { valid: ['list'] } }),
  least: literal()
    .optional()
    .meta({
      ui: 'literal',
      suggest: 'lower-bound',
      title: 'At least',
      about: 'The smallest value that is valid.',
      when: { valid: ['range'] },
    }),
  most: literal()
    .optional()
    .meta({
      ui: 'literal',
      suggest: 'upper-bound',
      title: 'At most',
      about: 'The greatest value that is valid.',
      when: { valid: ['range'] },
    }),
  matches: z
    .string()
    .min(1)
    .optional()
    .meta({
      title: 'Pattern',
      description: 'A regular expression that is looked for anywhere in the text.',
      when: { valid: ['pattern'] },
    }),
  missing: z
    .boolean()
    .default(false)
    .meta({ title: 'Missing is invalid too', about: 'Whether a missing value is invalid, too.' }),
  keep: z.boolean().default(false).meta({
    title: 'Keep the invalid rows, and drop the others',
    about: 'Whether the invalid rows stay, and the others go.',
  }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'drop-invalid',
  version: 1,
  title: 'Drop invalid',
  category: 'rows',
  summary:
    'Drops the rows in which a column named holds a value that is not valid: that would not become a type, is not in a list or a range (its ends are in it, NaN is greater than every number), or in which a regular expression is not found; with keep on it keeps just these. Null is valid unless asked.',
  synonyms: [
    ...['remove invalid', 'validate', 'invalid values', 'bad rows', 'out of range', 'mismatch'],
    ...['remove_invalid', 'whitelist', 'allowed values', 'cast errors', 'between'],
  ],
  params,
  ...filteredRows(invalidRow, ({ keep }) => keep),
  examples: dropInvalidExamples,
});

/** True (never null) in rows where one of the columns is not valid. */
function invalidRow(context: FlowContext<Params>): TypedExpression {
  const { params, input } = context;
  const cells = requireColumns(input, params.columns, ['columns']).map((column, index) => {
    const path = ['columns', index];
    requireType(column, isOrdered, 'a number, text, boolean, date or timestamp', path);
    const cell = exColumn(column.name);
    const wrong = ex`not (${validCell(column, params, path)})`;
    return params.missing
      ? ex`(${cell} is null or ${wrong})`
      : ex`(${cell} is not null and ${wrong})`;
  });
  return at([pathOf(params)], () =>
    checkExpression(parseExpression(joinEx(cells, ' or ')), scopeOf(context)),
  );
}

function pathOf({ valid }: Params): string {
  return { type: 'type', list: 'values', range: 'least', pattern: 'matches' }[valid];
}

/** Whether a value that is not null is valid. */
function validCell(
  column: Column,
  params: Params,
  path: readonly (string | number)[],
): ExpressionText {
  const cell = exColumn(column.name);
  switch (params.valid) {
    case 'type': {
      const { type } = params;
      if (type === undefined) throw lacks('type', 'type');
      const to = at(['type'], () => parseType(type));
      return ex`${exCast(cell, to)} is not null`;
    }
    case 'list': {
      const { values } = params;
      if (values === undefined || values.length === 0) throw lacks('values', 'list of values');
      const items = values.map((value, index) => cellLiteral(value, column, ['values', index]));
      return ex`${cell} in (${joinEx(items)})`;
    }
    case 'range': {
      const { least, most } = params;
      if (least === undefined && most === undefined) throw lacks('least', 'end of the range');
      const tests = [
        ...(least === undefined ? [] : [ex`${cell} >= ${cellLiteral(least, column, ['least'])}`]),
        ...(most === undefined ? [] : [ex`${cell} <= ${cellLiteral(most, column, ['most'])}`]),
      ];
      return joinEx(tests, ' and ');
    }
    case 'pattern': {
      const { matches } = params;
      if (matches === undefined) throw lacks('matches', 'regular expression');
      requireType(column, (type) => type.kind === 'text', 'text to match', path);
      return ex`regexp_matches(${cell}, ${exLit(matches)})`;
    }
  }
}

function lacks(key: string, what: string): StepError {
  return new StepError([key], `There is no ${what} to tell what is valid.`, 'Give one.');
}
