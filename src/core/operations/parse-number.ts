import { z } from 'zod';
import { patternOfText } from '../expression/regexCharacters.ts';
import { ex, exLit } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { defineOperation, StepError } from './define.ts';
import { columnsOf } from './params.ts';
import { rowwise } from './rowwise.ts';
import { blanks, textsInPlace } from './textColumns.ts';
import { parseNumberExamples } from './examples/parseNumber.ts';

const params = z.strictObject({
  columns: columnsOf(['text']),
  to: z
    .enum(['float64', 'int64', 'decimal'])
    .default('float64')
    .meta({ title: 'Type', about: 'The type that the columns get.' }),
  digits: z
    .int()
    .min(0)
    .max(18)
    .optional()
    .meta({
      title: 'Digits after the point',
      about: 'How many digits after the point the decimals have.',
      when: { to: ['decimal'] },
    }),
  decimal: z.enum(['.', ',']).default('.').meta({
    title: 'Decimal separator',
    about: 'What stands between the whole part and the digits after it.',
  }),
  thousands: z
    .enum([',', '.', ' ', "'", '_', 'none'])
    .default(',')
    .meta({ title: 'Thousands separator', description: 'A space also stands for a narrow one.' }),
  currency: z.boolean().default(true).meta({
    description: 'A currency sign or three letters such as EUR may stand before or after.',
  }),
  brackets: z.boolean().default(true).meta({
    title: 'Brackets are negative',
    about: 'Whether a number in brackets is negative: (5) is -5.',
  }),
  percent: z.enum(['divide', 'ignore', 'refuse']).default('divide').meta({
    title: 'Percent sign',
    description: 'divide: 5% is 0.05, of float64 only, else it is no number; ignore: 5% is 5.',
  }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'parse-number',
  version: 1,
  title: 'Parse number',
  category: 'text',
  summary:
    'Reads numbers as people write them: thousands separators between groups of three digits, a decimal separator, a sign before or after, an exponent up to 99, currencies, percent, brackets for negative ones. What is no such number (the empty text too) becomes null and is counted. Null stays null.',
  synonyms: [
    ...['to number', 'to_numeric', 'parse_number', 'currency', 'money', 'percent', 'thousands'],
    ...['decimal comma', 'locale', 'accounting', 'atof', 'value'],
  ],
  params,
  ...rowwise((context) => {
    check(context.params);
    return textsInPlace(context, (text) => parsed(text, context.params));
  }),
  examples: parseNumberExamples,
});

function check({ to, digits, decimal, thousands }: Params): void {
  if (decimal === thousands) {
    throw new StepError(
      ['thousands'],
      `“${decimal}” cannot part both thousands and decimals.`,
      'Choose another one.',
    );
  }
  if (to === 'decimal' && digits === undefined) {
    throw new StepError(['digits'], 'A decimal has a number of digits.', 'Give it, such as 2.');
  }
}

function parsed(text: ExpressionText, params: Params): ExpressionText {
  const divides = params.percent === 'divide' && params.to === 'float64';
  // What is no number keeps the x, which no cast can read, so that it is counted.
  let number = ex`regexp_replace('x' || ${text}, ${exLit(wholePattern(params))}, ${exLit('<\\1\\2\\3\\5\\6>\\4')}, 'r')`;
  number = ex`regexp_replace(${number}, ${exLit('^<(?:\\(\\)|[\u2212-])>')}, '-')`;
  number = ex`regexp_replace(${number}, ${exLit('^<\\+?>')}, '')`;
  if (params.thousands === ' ') number = ex`regexp_replace(${number}, ${exLit('\\p{Zs}')}, '')`;
  else if (params.thousands !== 'none') {
    number = ex`replace(${number}, ${exLit(params.thousands)}, '')`;
  }
  if (params.decimal === ',') number = ex`replace(${number}, ',', '.')`;
  const value = ex`try_cast(${number} as ${typeOf(params)})`;
  return divides ? ex`${value} / case when contains(${text}, '%') then 100 else 1 end` : value;
}

/**
 * An x and a whole number as people write it. Its groups: an opening bracket, a sign before and behind a
 * currency, the digits, a sign behind them, a closing bracket.
 */
function wholePattern(params: Params): string {
  const { brackets, percent, to } = params;
  const decimal = patternOfText(params.decimal);
  const space = `[${blanks}]*`;
  const groups =
    params.thousands === 'none'
      ? ''
      : `[0-9]{1,3}(?:${params.thousands === ' ' ? '\\p{Zs}' : patternOfText(params.thousands)}[0-9]{3}){1,60}|`;
  // So long that no double is beyond its range, which engines take differently.
  const digits = `(?:${groups}[0-9]{1,200})(?:${decimal}[0-9]*)?|${decimal}[0-9]+`;
  const number = `((?:${digits})(?:[eE][+-]?[0-9]{1,2})?)`;
  const currency = params.currency ? `(?:(?:\\p{Sc}|[A-Za-z]{3})${space})?` : '';
  const after = params.currency ? `(?:${space}(?:\\p{Sc}|[A-Za-z]{3}))?` : '';
  const allowed = percent === 'ignore' || (percent === 'divide' && to === 'float64');
  const sign = allowed ? '%?' : '';
  const [open, close] = brackets ? ['(\\(?)', '(\\)?)'] : ['()', '()'];
  const minus = '([+\u2212-]?)';
  return `^x${space}${open}${space}${minus}${space}${currency}${minus}${space}${number}${minus}${space}${sign}${after}${space}${close}${space}$`;
}

function typeOf({ to, digits }: Params): ExpressionText {
  if (to === 'int64') return ex`int64`;
  return to === 'float64' ? ex`float64` : ex`decimal(18, ${exLit(digits ?? 0)})`;
}
