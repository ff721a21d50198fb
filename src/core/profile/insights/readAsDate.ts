import type { InsightFix } from '../../../shared/profile/insight.ts';
import { exLit } from '../../expression/write.ts';
import { nameText } from './expressionText.ts';
import { changeType, formula } from './fixes.ts';
import type { InsightColumn } from './insightColumn.ts';
import { countOfKind, meaningful } from './textShares.ts';

/** Values of a text column that read as dates or times. */
export function datesInText(column: InsightColumn): number {
  return Math.min(
    meaningful(column),
    countOfKind(column, 'date') + countOfKind(column, 'timestamp'),
  );
}

/** A way in which values are written, as a step reads it. */
interface Way {
  readonly format: string;
  readonly iso: boolean;
  readonly timed: boolean;
  readonly order: 'year first' | 'day first' | 'month first';
  readonly count: number;
}

/**
 * The steps that make a text column one of dates or times; two where the values leave open which is
 * the day and which the month. None where times carry zones, which no step reads.
 */
export function dateFixes(column: InsightColumn): readonly InsightFix[] {
  if ((column.details?.text?.zones ?? []).some(({ name }) => name !== 'none')) return [];
  const ways = waysOf(column);
  const type = ways.some(({ timed }) => timed) ? 'timestamp' : 'date';
  const { name } = column;
  return readings(ways).map((reading): InsightFix => {
    const orders = reading.filter(({ order }) => order !== 'year first').map(({ order }) => order);
    const how = ways.length > reading.length && orders[0] !== undefined ? `, ${orders[0]}` : '';
    const [only, ...more] = reading;
    if (only && more.length === 0) {
      const read = only.iso ? undefined : only.format;
      return changeType(`Change to ${type}${how}`, name, type, read);
    }
    const parts = reading.map(({ iso, format }) => {
      if (iso) return `try_cast(${nameText(name)} as ${type})`;
      const read = `try_strptime(${nameText(name)}, ${exLit(format)})`;
      return type === 'date' ? `cast(${read} as date)` : read;
    });
    return formula(`Read as ${type}s${how}`, name, `coalesce(${parts.join(', ')})`);
  });
}

/** Ways that read something which none before them reads, the commonest first. */
function waysOf(column: InsightColumn): readonly Way[] {
  const { dateFormats = [], zones } = column.details?.text ?? { zones: [] };
  const found = dateFormats.flatMap(({ name, count }): readonly Way[] => {
    // A step knows short names of months only, and those of whole texts.
    if (/%B/.test(name)) return [];
    const [first] = name.match(/%[Yymdb]/) ?? [];
    const order =
      first === '%Y' ? 'year first' : first === '%d' ? 'day first' : ('month first' as const);
    const iso = /^%Y-%m-%d( %H:%M(:%S)?)?$/.test(name);
    return [{ format: name, iso, timed: /%[HIM]/.test(name), order, count }];
  });
  const withoutZone = zones.find(({ name }) => name === 'none')?.count ?? 0;
  const hasIsoTimes = found.some(({ iso, timed }) => iso && timed);
  const times: readonly Way[] =
    withoutZone > 0 && !hasIsoTimes
      ? [
          {
            format: '%Y-%m-%d %H:%M:%S',
            iso: true,
            timed: true,
            order: 'year first',
            count: withoutZone,
          },
        ]
      : [];
  return oneOfEach([...times, ...found].sort((a, b) => b.count - a.count));
}

/** Of the ISO ways one does for all; a way with two digits of the year goes where one with four is. */
function oneOfEach(ways: readonly Way[]): readonly Way[] {
  const kept: Way[] = [];
  for (const way of ways) {
    const twin = kept.some(
      (other) =>
        (other.iso && way.iso) ||
        (other.order === way.order && other.format.replace('%Y', '%y') === way.format),
    );
    if (!twin) kept.push(way);
  }
  return kept;
}

/**
 * One reading, or one for each order of day and month where both read equally many values; the order
 * that reads fewer is a chance of small numbers.
 */
function readings(ways: readonly Way[]): readonly (readonly Way[])[] {
  const sum = (order: Way['order']): number =>
    ways.reduce(
      (total, way) => total + (way.order === order && !way.format.includes('%b') ? way.count : 0),
      0,
    );
  const [days, months] = [sum('day first'), sum('month first')];
  const of = (order: Way['order']): readonly Way[] =>
    ways.filter(
      (way) => way.order === 'year first' || way.order === order || way.format.includes('%b'),
    );
  if (ways.length === 0) return [];
  if (days > months) return [of('day first')];
  if (months > days) return [of('month first')];
  return days === 0 ? [ways] : [of('day first'), of('month first')];
}
