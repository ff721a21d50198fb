import type { Operation } from '../operations/define.ts';
import type { FlowStep } from './flow.ts';

/**
 * What a step does to the rows: they stay the `same` ones, some stay (`fewer`), or there are `other`
 * ones. Of the operation, unless the step's params say that none goes.
 */
export function stepRows({ operation, params }: FlowStep): Operation<unknown>['rows'] {
  return operation.keepsRows?.(params) === true ? 'same' : operation.rows;
}
