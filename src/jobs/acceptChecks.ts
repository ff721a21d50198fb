import { checkTitle } from '../core/recipe/checks.ts';
import { AppError, isCancelled } from '../shared/errors.ts';
import type { Check } from '../shared/recipe.ts';
import type { DataCall } from './dataCall.ts';
import type { DataSession } from './dataSession.ts';

/** The name of the final table in the query of a check. */
const RESULT = 'result';

/**
 * Lets DuckDB's parser look at the queries of checks before they are run: throws `bad-sql` or
 * `forbidden` for one that is not a single SELECT, or that reads anything but the final table.
 */
export async function acceptChecks(
  session: DataSession,
  checks: readonly Check[],
  call: DataCall = {},
): Promise<void> {
  for (const check of checks) {
    if (check.rule !== 'custom-sql') continue;
    try {
      const params = { sql: check.query.replace(/;[\s;]*$/, ''), tables: [RESULT] };
      await session.engine.call('accept', params, call);
    } catch (error) {
      if (!(error instanceof AppError) || isCancelled(error)) throw error;
      throw new AppError(error.code, `The check “${checkTitle(check)}”: ${error.message}`, {
        hint: 'Read nothing but result, the final table.',
        ...(error.detail === undefined ? {} : { detail: error.detail }),
      });
    }
  }
}
