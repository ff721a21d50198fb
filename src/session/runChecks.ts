import type { CheckResult, CheckSample } from '../shared/contracts/workbench.ts';
import { decodePage } from '../shared/arrow/decodePage.ts';
import type { HandlerContext } from '../shared/rpc/contract.ts';
import { sampleRows } from '../core/checks/define.ts';
import { checkTitle, compileCheck } from '../core/recipe/checks.ts';
import type { CompiledCheck } from '../core/recipe/checks.ts';
import { trusted } from '../core/sql/sql.ts';
import { acceptChecks } from '../jobs/acceptChecks.ts';
import type { ActivityCall } from './activities.ts';
import type { DocumentState } from './documentState.ts';
import { requireModel } from './requireModel.ts';
import { plainQuery } from './rowCounts.ts';

/** The recipe's checks over its final table, one after the other. */
export async function runChecks(
  document: DocumentState,
  context: HandlerContext,
): Promise<readonly CheckResult[]> {
  const model = requireModel(document);
  const { recipe, flow, param, problems } = model;
  if (recipe.checks.length === 0) return [];
  const signals = [context.signal, document.over.signal];
  return document.activities.run('Checking', signals, async (call) => {
    await acceptChecks(document.data, recipe.checks, call);
    const rows = trusted(`(\n${plainQuery(document.rowsAfter(model, flow.steps.length))}\n)`);
    const results: CheckResult[] = [];
    for (const [index, check] of recipe.checks.entries()) {
      // What does not fit the table is told at the check itself, and keeps no other from running.
      const isBroken = problems.some(({ path }) => path.startsWith(`/checks/${String(index)}/`));
      const { severity } = check;
      results.push(
        isBroken
          ? { title: checkTitle(check), severity, passed: false, found: null, of: null }
          : await runCheck(document, compileCheck(check, flow, rows, param), call),
      );
      call.onProgress?.({
        ...{ what: 'Checking', done: results.length, total: recipe.checks.length, unit: 'steps' },
      });
    }
    return results;
  });
}

async function runCheck(
  document: DocumentState,
  { check, title, sql, sample }: CompiledCheck,
  call: ActivityCall,
): Promise<CheckResult> {
  const page = await document.data.run('rows', { query: { sql }, limit: 1 }, call);
  const [failed, found, judged] = decodePage(page.arrow).rows[0] ?? [];
  const result = {
    ...{ title, severity: check.severity, passed: failed !== true },
    ...{ found: figure(found), of: figure(judged) },
  };
  if (sample === undefined || (result.found ?? 0) === 0) return result;
  return { ...result, sample: await sampleOf(document, sample, call) };
}

async function sampleOf(
  document: DocumentState,
  sql: string,
  call: ActivityCall,
): Promise<CheckSample> {
  const page = await document.data.run('rows', { query: { sql }, limit: sampleRows }, call);
  const { schema, rows } = decodePage(page.arrow);
  return {
    columns: schema.map(({ name }) => name),
    rows: rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : null))),
  };
}

/** A figure of SQL as a number; null where there is none. */
function figure(value: unknown): number | null {
  const number = value === null || value === undefined ? NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}
