import type { PythonContext } from '../operations/define.ts';

/** What the Python emitters need of a step's context. */
export type PythonScope = Pick<PythonContext<never>, 'frame' | 'param' | 'import' | 'helper'>;
