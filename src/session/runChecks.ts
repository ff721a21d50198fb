import type { CheckResult } from '../shared/contracts/workbench.ts';
import { decodePage } from '../shared/arrow/decodePage.ts';
import type { HandlerContext } from '../shared/rpc/contract.ts';
import { compileCheck } from '../core/recipe/checks.ts';
import { trusted } from '../core/sql/sql.ts';
import type { DocumentState } from './documentState.ts';
import { requireModel } from './requireModel.ts';
import { plainQuery } from './rowCounts.ts';

/** The recipe's checks over its final table, one after the other. */
export async function runChecks(
  document: DocumentState,
  context: HandlerContext,
): Promise<readonly CheckResult[]> {
  const model = requireModel(document);
  const { recipe, flow } = model;
  if (recipe.checks.length === 0) return [];
  const signals = [context.signal, document.over.signal];
  return document.activities.run('Checking', signals, async (call) => {
    const rows = trusted(`(\n${plainQuery(document.rowsAfter(model, flow.steps.length))}\n)`);
    const results: CheckResult[] = [];
    for (const check of recipe.checks) {
      const { title, sql } = compileCheck(check, flow.schema, rows);
      const page = await document.data.run('rows', { query: { sql }, limit: 1 }, call);
      const [failed, found] = decodePage(page.arrow).rows[0] ?? [];
      results.push({
        ...{ title, severity: check.severity },
        ...{ passed: failed !== true, found: Number(found ?? 0) },
      });
      call.onProgress?.({
        ...{ what: 'Checking', done: results.length, total: recipe.checks.length, unit: 'steps' },
      });
    }
    return results;
  });
}
