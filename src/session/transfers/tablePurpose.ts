import type { Asked, TableRef } from '../../shared/contracts/workbench.ts';
import type { ShownRows } from '../shownRows.ts';
import { asked, unasked } from './purpose.ts';
import type { Purpose } from './purpose.ts';

/** Columns that are named. */
const NAMED = 2;

/** Reading a page: by an order, by conditions, of what steps make, or simply the rows of the source. */
export function readingRows({ after }: ShownRows, { view }: TableRef): Purpose {
  const key = `rows ${JSON.stringify(view)}`;
  const { sort, filters, find } = view;
  if (sort.length > 0) {
    const names = sort.map(({ column }) => column);
    const more = names.length > NAMED ? ` and ${String(names.length - NAMED)} more` : '';
    return { ...asked(`Sorting by ${names.slice(0, NAMED).join(', ')}${more}`), key };
  }
  if (filters.length > 0 || find !== '') return { ...asked('Filtering'), key };
  return after.count > 0
    ? { ...asked('Reading rows'), key }
    : { what: 'Reading rows', transfers: 'free' };
}

/** Counting the rows of a view: part of making it. */
export function countingRows({ view }: TableRef): Purpose {
  return { ...asked('Counting rows'), key: `rows ${JSON.stringify(view)}` };
}

/** Looking for a text, with all requests that this takes. */
export function finding({ view }: TableRef, text: string): Purpose {
  return {
    ...asked('Finding'),
    asking: `Finding “${text}”`,
    key: `find ${JSON.stringify([view, text])}`,
  };
}

interface Look {
  readonly table: TableRef;
  /** Set for a look at some of the rows. */
  readonly sample?: number | 'estimate' | undefined;
  readonly asked?: Asked | undefined;
}

/** Figures of columns: all exact ones are one action; estimates come by themselves, unless asked for. */
export function figures(
  what: string,
  { after }: ShownRows,
  { table, sample, ...look }: Look,
): Purpose {
  const { filters, find } = table.view;
  if (sample === undefined) {
    const key = `exact ${JSON.stringify([filters, find])}`;
    return { ...asked(what), key, asking: 'Exact figures', follows: true };
  }
  if (look.asked) return { ...asked(what), key: `look ${what}`, follows: false };
  // Of a source as it is an estimate reads the footers and a few stretches.
  const isBare = after.count === 0 && filters.length === 0 && find === '';
  return sample === 'estimate' && isBare ? { what, transfers: 'free' } : unasked(what);
}
