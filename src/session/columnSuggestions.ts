import { decodePage } from '../shared/arrow/decodePage.ts';
import type { WorkbenchContract } from '../shared/contracts/workbench.ts';
import { toAppError } from '../shared/errors.ts';
import type { HandlerContext } from '../shared/rpc/contract.ts';
import type { Suggestion } from '../shared/suggestion.ts';
import { ident, lit, sql, trusted } from '../core/sql/sql.ts';
import type { ColumnLook, LookPart } from '../core/suggest/define.ts';
import { suggestionRule } from '../core/suggest/registry.ts';
import type { ActivityCall } from './activities.ts';
import type { DocumentState } from './documentState.ts';
import { tableProfile } from './profiles/tableProfile.ts';
import { requireModel } from './requireModel.ts';
import { plainQuery } from './rowCounts.ts';
import type { RowsAfter } from './shownRows.ts';
import { tableDetails } from './tableDetails.ts';
import { unasked } from './transfers/purpose.ts';
import type { Purpose } from './transfers/purpose.ts';

/** Rows whose details are looked at. */
const SAMPLE = 1000;
/** Values that are read as they are, and how much of each. */
const [VALUES, LONGEST] = [200, 200];

/**
 * What a rule offers for a column of the table before a step. Nobody asked for it, so that it looks at
 * little, and offers nothing where even that would fetch much, or fails.
 */
export async function columnSuggestions(
  document: DocumentState,
  { at, column: name, rule: id }: WorkbenchContract['suggestions']['params'],
  context: HandlerContext,
): Promise<readonly Suggestion[]> {
  const rule = suggestionRule(id);
  const rows = rule && rowsBefore(document, at);
  const column = rows?.schema.find((one) => one.name === name);
  if (!rows || !column) return [];
  const signals = [context.signal, document.over.signal];
  try {
    // Of a source as it is an estimate reads the footers and a few stretches.
    const isFree = rows.bare && rule.needs === 'profile';
    const what = 'Looking at a column';
    const purpose: Purpose = isFree ? { what, transfers: 'free' } : unasked(what);
    return await document.activities.run(purpose, signals, async (call) =>
      rule.suggest({ column, ...(await lookAt(document, rows, column.name, rule.needs, call)) }),
    );
  } catch (error) {
    const { code } = toAppError(error);
    // A fault of ours is none of the data's.
    if (code === 'cancelled' || code === 'internal') throw error;
    // What is wrong with the rows is said where they are shown.
    return [];
  }
}

interface LookedAt {
  readonly query: string;
  readonly schema: RowsAfter['flow']['schema'];
  /** The source as it is. */
  readonly bare: boolean;
}

/** Undefined where a step before has learned nothing yet. */
function rowsBefore(document: DocumentState, at: number): LookedAt | undefined {
  const model = requireModel(document);
  const { flow } = model;
  const steps = flow.steps.filter(({ index }) => index < at);
  if (steps.some(({ fit, outdated }) => fit === 'missing' || outdated)) return undefined;
  const count = steps.length;
  const rows = document.rowsAfter(model, count);
  const bare = count === 0 && !rows.mainHasIdentity;
  return {
    bare,
    query: bare ? 'SELECT * FROM "main"' : plainQuery(rows),
    schema: steps.at(-1)?.output ?? flow.sources['main'] ?? [],
  };
}

async function lookAt(
  document: DocumentState,
  { query, schema }: LookedAt,
  name: string,
  part: LookPart,
  call: ActivityCall,
): Promise<Partial<Omit<ColumnLook, 'column'>>> {
  const columns = [name];
  switch (part) {
    case 'profile': {
      const wish = {
        query,
        columns,
        sample: undefined,
        stage: 'estimate',
        rows: undefined,
      } as const;
      const { columns: found } = await tableProfile(document, wish, call);
      return { profile: found[0] };
    }
    case 'details': {
      const order = { query, schema, columns, sample: SAMPLE };
      const { columns: found } = await tableDetails(document, order, call);
      return { details: found[0] };
    }
    case 'values': {
      const text = sql`CAST(${ident(name)} AS VARCHAR)`;
      const values = sql`SELECT left(${text}, ${lit(LONGEST)}) AS v FROM (
${trusted(query)}
) WHERE ${ident(name)} IS NOT NULL LIMIT ${lit(VALUES)}`;
      const page = await document.data.run('rows', { query: { sql: values }, limit: VALUES }, call);
      return {
        values: decodePage(page.arrow).rows.flatMap(([value]) =>
          typeof value === 'string' ? [value] : [],
        ),
      };
    }
  }
}
