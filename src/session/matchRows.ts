import { toAppError } from '../shared/errors.ts';
import type { DocumentState } from './documentState.ts';
import type { JoinMatches } from './joinMatches.ts';
import { asked, unasked } from './transfers/purpose.ts';

const what = 'Matching rows';

/**
 * Counts how the rows of the previewed join find each other, which tells the numbers of rows as well,
 * and shows it. `wanted`: a person asked for it, and is told of what goes wrong; else the figures
 * stay away, as rows that cannot be read say why where they are shown. Rejects for a person only.
 */
export async function matchRows(
  document: DocumentState,
  joins: JoinMatches,
  wanted: boolean,
  signals: readonly AbortSignal[],
): Promise<void> {
  const { preview, sources, activities } = document;
  if (!preview) return;
  const purpose = wanted ? { ...asked(what), key: what } : unasked(what);
  try {
    const found = await activities.run(purpose, [...signals, document.over.signal], (call) =>
      joins.count(preview.after, sources.snapshot, call),
    );
    const shown = document.preview;
    if (!found || shown?.after !== preview.after) return;
    const rows = { before: found.left, after: found.result };
    document.updatePreview({ ...shown.state, rows, matches: found });
  } catch (error) {
    const { code } = toAppError(error);
    const shown = document.preview;
    if (code !== 'cancelled' && shown?.after === preview.after) {
      const matches = code === 'declined' ? 'declined' : 'failed';
      document.updatePreview({ ...shown.state, matches });
    }
    if (wanted) throw error;
  }
}
