import { AppError } from '../../shared/errors.ts';
import type { Py } from '../python/py.ts';
import type { PythonScope } from './pythonScope.ts';
import type { TypedExpression } from './typed.ts';

/** Throws `UnsupportedError` (see `orUnsupported`). */
export function emitPandas(e: TypedExpression, scope: PythonScope): Py {
  throw new AppError('internal', e.kind + scope.frame);
}

/** Like `emitPandas`, but always a Series of the frame's length with the Arrow dtype of \`e.type\`, also for constants. */
export function emitPandasColumn(e: TypedExpression, scope: PythonScope): Py {
  throw new AppError('internal', e.kind + scope.frame);
}
