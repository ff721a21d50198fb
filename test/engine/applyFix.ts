import type { Schema } from '../../src/shared/columnType.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import type { FittedValues } from '../../src/shared/json.ts';
import type { InsightFix } from '../../src/shared/profile/insight.ts';
import type { SqlContext } from '../../src/core/operations/define.ts';
import { operationById } from '../../src/core/operations/registry.ts';
import { sql, trusted } from '../../src/core/sql/sql.ts';
import type { EngineClient } from '../../src/engine/client.ts';

/** The rows after a fix as a SELECT; what the step learns is learned from the rows before it. */
export async function applyFix(
  engine: EngineClient,
  document: string,
  { query, schema }: { readonly query: string; readonly schema: Schema },
  fix: InsightFix,
): Promise<string> {
  const operation = operationById(fix.op);
  if (!operation) throw new Error(`There is no operation ${fix.op}.`);
  const none = (): never => {
    throw new Error('A fix has no parameters and no other sources.');
  };
  const params = operation.params.parse(fix.params);
  const flow = { params, input: schema, parameters: {}, source: none, fitted: undefined };
  const context: SqlContext<unknown> = {
    ...flow,
    ...{ id: 'fix', hidden: [], from: trusted(`(${query})`), param: none, relation: none },
    output: operation.outputSchema(flow),
  };
  const learns = operation.learns?.(params) ?? true;
  const fit = learns ? operation.fit?.(context) : undefined;
  let fitted: FittedValues | undefined;
  if (fit) {
    const page = await engine.rows({ document, query: { sql: fit.query }, limit: 1000 });
    fitted = fit.decode(decodePage(page.arrow).rows);
  }
  const emitted = operation.emit.duckdb({ ...context, fitted });
  if (typeof emitted !== 'string') throw new Error(emitted.unsupported);
  return sql`SELECT * FROM (${emitted})`;
}
