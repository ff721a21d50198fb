import type { PreviewState, RecipeState } from '../../../src/shared/contracts/workbenchState.ts';
import { counted } from '../form/model/words.ts';

/** One fact of the line above the table. */
export interface PreviewFact {
  readonly text: string;
  readonly tone: 'plain' | 'added' | 'removed' | 'changed';
}

/** “Preview of step 5”, by the place that the step has or gets. */
export function previewTitle(preview: PreviewState, recipe: RecipeState | undefined): string {
  const { edit } = preview;
  if (edit.kind === 'add-step') return `Preview of new step ${String(edit.at + 1)}`;
  const place = recipe?.steps.findIndex(({ id }) => id === preview.step) ?? -1;
  return place < 0 ? 'Preview' : `Preview of step ${String(place + 1)}`;
}

/** What would change, in the order columns, rows, values. */
export function previewFacts(preview: PreviewState): readonly PreviewFact[] {
  const { added, removed, changed, rows, cells } = preview;
  const facts: PreviewFact[] = [];
  if (added.length > 0) {
    facts.push({ text: `+ ${counted(added.length, 'column')}`, tone: 'added' });
  }
  if (removed.length > 0) {
    facts.push({ text: `− ${counted(removed.length, 'column')}`, tone: 'removed' });
  }
  facts.push(rowsFact(rows));
  // That no value changed is news only where nothing else did.
  if (cells && (cells.count > 0 || added.length + removed.length === 0)) {
    const among = `in the first ${counted(cells.of, 'row')}`;
    facts.push({
      text: `${counted(cells.count, 'value')} changed ${among}`,
      tone: cells.count > 0 ? 'changed' : 'plain',
    });
  } else if (!cells && changed.length > 0) {
    facts.push({ text: `${counted(changed.length, 'column')} changed`, tone: 'changed' });
  }
  return facts;
}

function rowsFact(rows: PreviewState['rows']): PreviewFact {
  if (!rows) return { text: 'counting rows…', tone: 'plain' };
  const gone = rows.before - rows.after;
  if (gone < 0) return { text: `${counted(-gone, 'row')} added`, tone: 'added' };
  return { text: `${counted(gone, 'row')} removed`, tone: gone > 0 ? 'removed' : 'plain' };
}
