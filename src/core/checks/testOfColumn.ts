import type { Json } from '../../shared/json.ts';
import type { ConditionTest } from '../../shared/condition.ts';
import { conditionExpression } from '../expression/condition.ts';
import { notNode } from '../expression/nodes.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { StepError } from '../operations/define.ts';
import type { CheckScope } from './define.ts';

/**
 * A test of one column, with the meaning that it has in conditions. Throws `StepError` at `path`, the
 * key of the check that the value comes from.
 */
export function testOfColumn(
  scope: CheckScope,
  column: string,
  is: ConditionTest,
  value: Json | undefined,
  path: string,
): TypedExpression {
  try {
    return conditionExpression({ column, is, value }, scope);
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    throw new StepError([path], error.message, error.hint, error.code);
  }
}

/** The opposite, which is unknown where the test is. */
export function failsTest(...args: Parameters<typeof testOfColumn>): TypedExpression {
  return notNode(testOfColumn(...args));
}
