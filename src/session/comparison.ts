import { AppError } from '../shared/errors.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import type { DriftResult } from '../shared/profile/drift.ts';
import type { DataSession } from '../jobs/dataSession.ts';
import type { DocumentState } from './documentState.ts';
import { shownTitle } from './shownTitle.ts';
import { rowsInAnyOrder } from './tableReport.ts';

/** What the table that is shown is compared with, as “before”. */
export type Compared =
  /** Another dataset: a path or an address. */
  | { readonly kind: 'address'; readonly uri: string }
  /** The table before the recipe's steps. */
  | { readonly kind: 'source' };

/** Two tables beside each other, and what they are called. */
export interface Comparison {
  readonly before: string;
  readonly after: string;
  readonly drift: DriftResult;
}

/** No recipe's source has this name. */
const OTHER = '__sluice_compared';

/** Compares the table that is shown with another one; both are open beside the document. */
export async function compareTable(
  document: DocumentState,
  aside: DataSession,
  compared: Compared,
  call: CallOptions,
): Promise<Comparison> {
  await document.settled();
  const { shown, sources } = document;
  const uri = sources.state()?.uri ?? '';
  if (!shown) {
    throw new AppError('usage', 'There is no table to compare.', {
      hint: 'Mend the recipe or its source first.',
    });
  }
  const after = rowsInAnyOrder(shown.after);
  const title = shownTitle(uri, shown);
  return document.activities.run(
    'Comparing',
    call.signal ? [call.signal] : [],
    async (own) => {
      if (compared.kind === 'source') {
        const before = 'SELECT * FROM "main"';
        const drift = await document.data.drift({ sql: before }, { sql: after }, own);
        return { before: uri, after: title, drift };
      }
      const other = await aside.locate(OTHER, { uri: compared.uri }, document.folder, own);
      try {
        const open = [...Object.values(sources.open), other];
        await aside.openSources(open, sources.identity, own);
        const before = `SELECT * FROM "${OTHER}"`;
        const drift = await aside.drift({ sql: before }, { sql: after }, own);
        return { before: compared.uri, after: title, drift };
      } finally {
        await aside.close();
      }
    },
    call.onProgress,
  );
}
