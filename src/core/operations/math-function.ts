import { z } from 'zod';
import { numberGroups } from '../../shared/typeGroups.ts';
import type { Column } from '../../shared/columnType.ts';
import { ex, exCast, exColumn, exLit } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { defineOperation, StepError } from './define.ts';
import { fromNumbers, suffix } from './numberColumns.ts';
import { columnsOf } from './params.ts';
import { rowwise } from './rowwise.ts';
import { mathFunctionExamples } from './examples/mathFunction.ts';

const functions = [
  ...(['ln', 'log10', 'log2', 'log1p', 'exp', 'expm1', 'sqrt', 'cbrt', 'square', 'power'] as const),
  ...(['reciprocal', 'negate', 'sign'] as const),
];

const params = z.strictObject({
  columns: columnsOf(numberGroups),
  function: z.enum(functions).meta({
    about: 'The function that is applied to each value.',
    labels: {
      ln: 'Natural logarithm, ln(x)',
      log10: 'Logarithm to base 10',
      log2: 'Logarithm to base 2',
      log1p: 'ln(1 + x)',
      exp: 'e to the power of x',
      expm1: 'e to the power of x, less 1',
      sqrt: 'Square root',
      cbrt: 'Cube root',
      square: 'Square',
      power: 'Power',
      reciprocal: 'Reciprocal, 1/x',
      negate: 'Negative, -x',
      sign: 'Sign: -1, 0 or 1',
    },
  }),
  exponent: z
    .number()
    .optional()
    .meta({
      when: { function: ['power'] },
      about: 'The power that values are raised to, such as 3 or 0.5.',
    }),
  suffix: suffix(),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'math-function',
  version: 1,
  title: 'Mathematical function',
  category: 'numbers',
  summary:
    'Applies a function of one number, as float64; negate keeps the type, sign gives int8. Outside of what it is defined for the result is null and counted: logarithms of 0 and negatives, roots of negatives, 1/0, and -x where it does not fit. A power follows IEEE 754 (a root of a negative is NaN). Null and NaN stay, but that the sign of NaN is 1, as it is greater than every number.',
  synonyms: [
    ...['log', 'logarithm', 'ln', 'log transform', 'log1p', 'exponential', 'exp', 'square root'],
    ...['sqrt', 'cube root', 'power', 'pow', 'square', 'inverse', 'reciprocal', 'negate', 'sign'],
    ...['skewness', 'transform'],
  ],
  params,
  ...rowwise((context) => {
    const { params } = context;
    if ((params.function === 'power') !== (params.exponent !== undefined)) {
      throw new StepError(
        ['exponent'],
        params.function === 'power'
          ? 'There is no exponent.'
          : `An exponent is for a power only, not for ${params.function}.`,
        params.function === 'power' ? 'Give one, such as 3 or 0.5.' : 'Leave it out.',
      );
    }
    return fromNumbers(context, (column) => applied(column, params));
  }),
  examples: mathFunctionExamples,
});

function applied({ name, type }: Column, params: Params): ExpressionText {
  const x = exColumn(name);
  switch (params.function) {
    case 'ln':
      return ex`ln(${x})`;
    case 'log10':
      return ex`log10(${x})`;
    case 'log2':
      return ex`log2(${x})`;
    case 'log1p':
      return ex`log1p(${x})`;
    case 'exp':
      return ex`exp(${x})`;
    case 'expm1':
      return ex`expm1(${x})`;
    case 'sqrt':
      return ex`sqrt(${x})`;
    case 'cbrt':
      return ex`cbrt(${x})`;
    case 'square':
      return ex`pow(${x}, 2)`;
    case 'power':
      return ex`pow(${x}, ${exLit(params.exponent ?? 1)})`;
    case 'reciprocal':
      return ex`1 / ${x}`;
    case 'negate':
      return exCast(ex`-${x}`, type);
    case 'sign':
      return exCast(ex`sign(${x})`, { kind: 'int8' });
  }
}
