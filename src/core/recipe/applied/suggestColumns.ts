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
/** Pairs of names that are compared letter by letter; beyond them only equal ones are suggested. */
const COMPARED = 250_000;

/**
 * For each missing column those of `extra` that may be it: the same name but for case, blanks and
 * signs; then, with a type of the same family, one that is a few letters off, or a name that holds
 * the other one. Each extra column is suggested once, to the column that it fits best.
 */
export function suggestColumns(missing: Schema, extra: Schema): ReadonlyMap<string, Suggestion> {
  const wanted = missing.map(plainColumn);
  const found = extra.map(plainColumn);
  const byName = grouped(found, ({ plain }) => plain);
  const same = wanted.flatMap((one) =>
    (byName.get(one.plain) ?? []).flatMap((other) => pairsOf(one, other)),
  );
  const given = new Set(same.map((pair) => pair.found));
  const free = found.filter(({ name }) => !given.has(name));
  const isMany = wanted.length * free.length > COMPARED;
  const near = isMany ? [] : wanted.flatMap((one) => free.flatMap((other) => pairsOf(one, other)));
  // Sorting is stable: of a tie the column that stands first.
  const ranked = [...same, ...near].sort((a, b) => a.cost - b.cost);
  const chosen = new Map<string, string>();
  const taken = new Set<string>();
  for (const pair of ranked) {
    if (chosen.has(pair.wanted) || taken.has(pair.found)) continue;
    chosen.set(pair.wanted, pair.found);
    taken.add(pair.found);
  }
  const candidates = grouped(ranked, (pair) => pair.wanted);
  return new Map(
    missing.map(({ name }) => [
      name,
      {
        candidates: (candidates.get(name) ?? []).slice(0, MOST).map((pair) => pair.found),
        suggested: chosen.get(name),
      },
    ]),
  );
}

interface PlainColumn extends Column {
  /** The name's letters, marks and digits alone, in small letters. */
  readonly plain: string;
  /** Types that stand for the same kind of thing. */
  readonly family: string;
}

function plainColumn({ name, type }: Column): PlainColumn {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '');
  return { name, type, plain, family: family(type) };
}

interface Pair {
  readonly wanted: string;
  readonly found: string;
  /** 0 for the same name and type. */
  readonly cost: number;
}

/** The pair of two columns, if they may be the same one. */
function pairsOf(wanted: PlainColumn, found: PlainColumn): readonly Pair[] {
  const cost = distance(wanted, found);
  return cost === undefined ? [] : [{ wanted: wanted.name, found: found.name, cost }];
}

function distance(wanted: PlainColumn, found: PlainColumn): number | undefined {
  const { plain: a } = wanted;
  const { plain: b } = found;
  // Names that are nothing but signs say nothing.
  if (a === '' || b === '') return undefined;
  const related = wanted.family === found.family;
  const typeCost = sameType(wanted.type, found.type) ? 0 : 0.1;
  if (a === b) return typeCost + (related ? 0 : 0.2);
  if (!related) return undefined;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const most = Math.floor(long.length / 3);
  const letters = long.length - short.length > most ? Infinity : editDistance(a, b);
  if (letters <= most) return 1 + letters / long.length + typeCost;
  if (short.length >= 4 && long.includes(short)) {
    return 2 + (1 - short.length / long.length) + typeCost;
  }
  return undefined;
}

function family(type: ColumnType): string {
  if (isNumber(type)) return 'number';
  return ['date', 'timestamp', 'timestamptz', 'timestamp_ns'].includes(type.kind)
    ? 'time'
    : type.kind;
}

function grouped<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
