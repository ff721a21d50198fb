import { z } from 'zod';
import { ex, exColumn, exLit, joinEx } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { defineOperation, StepError } from './define.ts';
import { fromNumbers, suffix } from './numberColumns.ts';
import { columns } from './params.ts';
import { rowwise } from './rowwise.ts';
import { formatNumberExamples } from './examples/formatNumber.ts';

const params = z.strictObject({
  columns: columns(),
  digits: z.int().min(0).max(15).default(2).meta({
    title: 'Digits after the point',
    about: 'How many digits after the point are written.',
  }),
  thousands: z
    .enum([',', '.', ' ', "'", '_', 'none'])
    .default(',')
    .meta({ title: 'Thousands separator', about: 'What stands between groups of three digits.' }),
  decimal: z.enum(['.', ',']).default('.').meta({
    title: 'Decimal separator',
    about: 'What stands between the whole part and the digits after it.',
  }),
  before: z.string().default('').meta({
    title: 'Text before',
    description: 'Such as $; a minus sign stands before it.',
  }),
  after: z.string().default('').meta({ title: 'Text after', description: 'Such as € or %.' }),
  suffix: suffix(),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'format-number',
  version: 1,
  title: 'Format number',
  category: 'numbers',
  summary:
    'Writes numbers as text for people: rounded half away from zero to so many digits after the point, all of them written, with a separator between groups of three digits, and a text before and after. A float counts as the number that its shortest text writes: 0.1 is a tenth, 1.005 becomes 1.01, and digits beyond those are 0; a float32 counts as the float64 that it is. Null stays null; NaN, infinities and numbers of more than 38 digits become null and are counted.',
  synonyms: [
    ...['number to text', 'to_char', 'thousands', 'currency', 'money', 'comma', 'decimal comma'],
    ...['decimal places', 'format_number', 'number format', 'tostring', 'fixed'],
  ],
  params,
  ...rowwise<Params>((context) => {
    const { params } = context;
    if (params.decimal === params.thousands) {
      throw new StepError(
        ['thousands'],
        `“${params.decimal}” cannot part both thousands and decimals.`,
        'Choose another one.',
      );
    }
    return fromNumbers(context, ({ name }) => formatted(exColumn(name), params));
  }),
  examples: formatNumberExamples,
});

function formatted(
  value: ExpressionText,
  { digits, thousands, decimal, before, after }: Params,
): ExpressionText {
  const separator = exLit(thousands === 'none' ? '' : thousands);
  const number = ex`format_number(${value}, ${exLit(digits)}, ${separator}, ${exLit(decimal)})`;
  const text = exLit(before);
  const signed =
    before === ''
      ? number
      : ex`case when starts_with(${number}, '-') then '-' || ${text} || substring(${number}, 2) else ${text} || ${number} end`;
  return after === '' ? signed : joinEx([ex`(${signed})`, exLit(after)], ' || ');
}
