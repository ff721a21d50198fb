import { AppError } from '../../shared/errors.ts';
import type { Py } from '../python/py.ts';
import type { PythonScope } from './pythonScope.ts';
import type { TypedExpression } from './typed.ts';

/** Throws `UnsupportedError` (see `orUnsupported`). */
export function emitPyspark(e: TypedExpression, scope: PythonScope): Py {
  throw new AppError('internal', e.kind + scope.frame);
}
