import type { Column, ColumnType, Schema } from '../../../shared/columnType.ts';
import { editDistance } from '../../expression/editDistance.ts';
import { isNumber } from '../../expression/types.ts';
import { sameType } from '../../sql/types.ts';

/** Candidates for a missing column, the best first, and the one that is chosen for it. */
export interface Suggestion {
  readonly candidates: readonly string[];
  readonly suggested: string | undefined;
}

/** Candidates that are shown for one column. */
const MOST = 5;

/**
 * For each missing column those of `extra` that may be it: the same name but for case, blanks and
 * signs; then, with a type of the same family, a name that holds the other one, or one that is a few
 * letters off. Each extra column is suggested once, to the column that it fits best.
 */
export function suggestColumns(missing: Schema, extra: Schema): ReadonlyMap<string, Suggestion> {
  const pairs = missing.flatMap((wanted) =>
    extra.flatMap((found) => {
      const cost = distance(wanted, found);
      return cost === undefined ? [] : [{ wanted: wanted.name, found: found.name, cost }];
    }),
  );
  // Sorting is stable: of a tie the column that stands first.
  const ranked = pairs.sort((a, b) => a.cost - b.cost);
  const chosen = new Map<string, string>();
  const taken = new Set<string>();
  for (const { wanted, found } of ranked) {
    if (chosen.has(wanted) || taken.has(found)) continue;
    chosen.set(wanted, found);
    taken.add(found);
  }
  return new Map(
    missing.map(({ name }) => [
      name,
      {
        candidates: ranked
          .filter(({ wanted }) => wanted === name)
          .slice(0, MOST)
          .map(({ found }) => found),
        suggested: chosen.get(name),
      },
    ]),
  );
}

/** How far a column is from another, 0 for the same in both; undefined if it is none. */
function distance(wanted: Column, found: Column): number | undefined {
  const [a, b] = [plainName(wanted.name), plainName(found.name)];
  const related = family(wanted.type) === family(found.type);
  // Names that are nothing but signs say nothing.
  if (a === '' || b === '') return undefined;
  const typeCost = sameType(wanted.type, found.type) ? 0 : 0.1;
  if (a === b) return typeCost + (related ? 0 : 0.2);
  if (!related) return undefined;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const letters = editDistance(a, b);
  if (letters <= Math.floor(Math.max(a.length, b.length) / 3)) {
    return 1 + letters / long.length + typeCost;
  }
  if (short.length >= 4 && long.includes(short))
    return 2 + (1 - short.length / long.length) + typeCost;
  return undefined;
}

/** Letters, marks and digits alone, in small letters. */
function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '');
}

/** Types that stand for the same kind of thing. */
function family(type: ColumnType): string {
  if (isNumber(type)) return 'number';
  return ['date', 'timestamp', 'timestamptz', 'timestamp_ns'].includes(type.kind)
    ? 'time'
    : type.kind;
}
