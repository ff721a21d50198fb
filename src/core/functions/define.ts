import type { ScalarFunction } from '../expression/typed.ts';

/** Declares a function. */
export function defineFunction(definition: ScalarFunction): ScalarFunction {
  return definition;
}
