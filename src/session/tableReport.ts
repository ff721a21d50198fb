import { AppError } from '../shared/errors.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import type { WholeProfile } from '../core/report/profileReport.ts';
import { wholeProfile } from '../jobs/wholeProfile.ts';
import type { DocumentState } from './documentState.ts';
import { plainQuery } from './rowCounts.ts';
import type { RowsAfter } from './shownRows.ts';
import { shownTitle } from './shownTitle.ts';

/** All figures of the table that is shown, for a report. */
export async function tableReport(
  document: DocumentState,
  call: CallOptions,
): Promise<WholeProfile> {
  await document.settled();
  const { shown, sources } = document;
  if (!shown) {
    throw new AppError('usage', 'There is no table to report on.', {
      hint: 'Mend the recipe or its source first.',
    });
  }
  const uri = sources.state()?.uri ?? '';
  return document.activities.run(
    'Profiling for a report',
    call.signal ? [call.signal] : [],
    (own) =>
      wholeProfile(
        document.data,
        {
          uri: shownTitle(uri, shown),
          snapshot: sources.state()?.snapshot ?? '',
          sql: rowsInAnyOrder(shown.after),
          thresholds: document.insightThresholds,
        },
        own,
      ),
    call.onProgress,
  );
}

/** A source as it is has a quick way in the engine. */
export function rowsInAnyOrder(rows: RowsAfter): string {
  const bare = rows.count === 0 && !rows.mainHasIdentity;
  return bare ? 'SELECT * FROM "main"' : plainQuery(rows);
}
