import type { Schema } from '../../../shared/columnType.ts';
import type { Condition } from '../../../shared/condition.ts';
import { AppError } from '../../../shared/errors.ts';
import type { InsightFix } from '../../../shared/profile/insight.ts';
import { conditionExpression } from '../../expression/condition.ts';
import { operationById } from '../../operations/registry.ts';

/**
 * The rows if a recipe takes the condition on these columns, else undefined: a column without a name
 * cannot be named in an expression, a struct cannot be compared.
 */
export function fittingRows(rows: Condition | undefined, schema: Schema): Condition | undefined {
  if (!rows) return undefined;
  return isTaken(() => conditionExpression(rows, { schema, parameters: {} })) ? rows : undefined;
}

/** The fixes that a recipe takes as a step on these columns. */
export function fittingFixes(fixes: readonly InsightFix[], input: Schema): readonly InsightFix[] {
  return fixes.filter((fix) =>
    isTaken(() => {
      const operation = operationById(fix.op);
      if (!operation) throw new AppError('internal', `There is no operation ${fix.op}.`);
      const params = operation.params.safeParse(fix.params);
      if (!params.success) throw new AppError('bad-recipe', params.error.message);
      const none = { parameters: {}, source: () => [], fitted: undefined };
      operation.outputSchema({ params: params.data, input, ...none });
    }),
  );
}

/** False where the recipe's own check refuses; an error of another kind is thrown on. */
function isTaken(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code !== 'internal') return false;
    throw error;
  }
}
