import { expectUnit } from './expectUnit.ts';
import type { FunctionParameter, ScalarFunction } from './typed.ts';
import { int64 } from './types.ts';

/** A unit of calendar or clock. */
export const unitParameter: FunctionParameter = {
  name: 'unit',
  kind: 'text',
  must: 'literal',
  choices: ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'],
};

/** The part of a function that counts units between two dates or timestamps which all such share. */
export const unitsBetween: Pick<ScalarFunction, 'parameters' | 'result' | 'check'> = {
  parameters: [unitParameter, { name: 'from', kind: 'temporal' }, { name: 'to', kind: 'temporal' }],
  result: () => int64,
  check: (args) => {
    expectUnit(args[0], args.slice(1));
  },
};
