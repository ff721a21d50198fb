import type { EmitPython } from './typed.ts';
import type { Target } from '../operations/define.ts';
import type { TypedExpression } from './typed.ts';
import { UnsupportedError } from './unsupportedError.ts';

/** How a function is written for a Python target. Throws `UnsupportedError` where it is not. */
export function callEmit(
  call: Extract<TypedExpression, { kind: 'call' }>,
  target: Exclude<Target, 'duckdb'>,
): EmitPython {
  const { emit, name } = call.function;
  if ('expand' in emit) {
    throw new UnsupportedError(target, `${name} is written by other expressions.`);
  }
  const found = emit[target];
  if (typeof found === 'function') return found;
  throw new UnsupportedError(target, found.unsupported);
}
