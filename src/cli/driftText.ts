import Table from 'cli-table3';
import { becomesWords } from '../shared/becomesWords.ts';
import { columnUseWords } from '../shared/columnUseWords.ts';
import type { OutsideRange, UnseenCategories } from '../shared/appliedDrift.ts';
import { grouped, short } from './terminal.ts';
import type { FoundDrift } from './validateAgainst.ts';

/** How other data differ from those of a recipe, for people: a table for each kind of difference. */
export function driftText(drift: FoundDrift): readonly string[] {
  const { missing, extra, retyped, unseen, outside, failed } = drift;
  const suggested = missing.flatMap(({ name, suggested: other }) =>
    other === undefined ? [] : [`--map ${quoted(`${name}=${other}`)}`],
  );
  return [
    ...table(
      'Missing columns',
      ['column', 'type', 'used by', 'perhaps'],
      missing.map(({ name, type, uses, candidates }) => [
        ...[short(name, 30), short(type, 20), uses.map(columnUseWords).join(', ') || 'nothing'],
        candidates.map((candidate) => short(candidate, 30)).join(', '),
      ]),
    ),
    ...(suggested.length > 0 ? [`Try ${suggested.join(' ')}.`] : []),
    ...table(
      'Extra columns',
      ['column', 'type'],
      extra.map(({ name, type }) => [short(name, 30), short(type, 40)]),
    ),
    ...table(
      'Columns of another type',
      ['column', 'type', 'no longer fits'],
      retyped.map(({ name, from, to, uses }) => [
        ...[short(name, 30), `${short(from, 20)} → ${short(to, 20)}`],
        uses.map(columnUseWords).join(', '),
      ]),
    ),
    ...table(
      'Values that were not learned',
      ['step', 'column', 'rows', 'distinct', 'such as', 'they'],
      unseen.map((one) => [
        ...[one.step, short(one.column, 30), share(one), grouped(one.distinct)],
        ...[examples(one), becomesWords(one.become)],
      ]),
    ),
    ...table(
      'Values outside the range that was learned',
      ['step', 'column', 'rows', 'learned', 'found', 'they'],
      outside.map((one) => [
        ...[one.step, short(one.column, 30), share(one)],
        `${String(one.learned.from)} to ${String(one.learned.to)}`,
        `${String(one.found.from)} to ${String(one.found.to)}`,
        becomesWords(one.become),
      ]),
    ),
    ...failed.map(({ step, message }) => `Step ${step} could not be looked at: ${message}`),
    ...(isSame(drift) ? ['These data have the columns and values that the recipe knows.'] : []),
  ];
}

function isSame({ missing, extra, retyped, unseen, outside, failed }: FoundDrift): boolean {
  return [missing, extra, retyped, unseen, outside, failed].every((list) => list.length === 0);
}

function table(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  const drawn = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
  });
  drawn.push(...rows.map((row) => [...row]));
  return [`${title}: ${grouped(rows.length)}`, drawn.toString()];
}

function share({ rows, of }: UnseenCategories | OutsideRange): string {
  const percent = ((100 * rows) / of).toFixed(1);
  return `${grouped(rows)} of ${grouped(of)} (${percent} %)`;
}

function examples({ examples: values, distinct }: UnseenCategories): string {
  const shown = values
    .slice(0, 3)
    .map(({ value }) => JSON.stringify(short(value, 16)).slice(1, -1));
  return shown.join(', ') + (distinct > shown.length ? ', …' : '');
}

/** As a shell takes it. */
function quoted(text: string): string {
  return /^[\w=.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
