import type { JoinFigures } from '../../../../src/shared/joinFigures.ts';
import { counted } from '../model/words.ts';

/** A result so many times larger than the larger side is hardly what is wanted. */
const TIMES = 10;
/** Below it even such a result does no harm. */
const FEW = 100_000;
/** More rows than this are worth a word whatever the sides are. */
const MANY = 100_000_000;

/** What comes of a join, as one would say it. */
export function matchSentence(figures: JoinFigures): string {
  const { how, left, right, matchedLeft, pairs } = figures;
  if (how === 'cross')
    return `Each of ${counted(left, 'row')} meets each of ${counted(right, 'row')}.`;
  if (left === 0) return 'There is no row on the left.';
  if (right === 0) return 'There is no row on the right, so that none on the left finds a partner.';
  const grows = how !== 'semi' && how !== 'anti' && matchedLeft > 0;
  return `${partners(figures)}${grows ? `; ${growth(pairs / matchedLeft)}` : ''}.${keyless(figures)}`;
}

/** What must be known before a join is applied that makes far more rows than there are. */
export function blowUpWarning(figures: JoinFigures): string | undefined {
  const { how, left, right, result, mostRight } = figures;
  const larger = Math.max(left, right);
  if (result <= MANY && (result <= FEW || result <= TIMES * larger)) return undefined;
  const times = larger > 0 ? result / larger : 0;
  const beside = times >= 2 ? `, ${number(times)} times those of the larger table` : '';
  const why =
    how === 'cross'
      ? 'Join by key columns instead.'
      : `One row on the left finds up to ${counted(mostRight, 'row')} on the right: join by more columns, or keep one row for each key first.`;
  return `This join makes ${counted(result, 'row')}${beside}. ${why}`;
}

/** The figures by name, in the order in which they are shown. */
export function matchFigures(figures: JoinFigures): readonly (readonly [string, string])[] {
  const { how, left, right, matchedLeft, leftOnly, rightOnly } = figures;
  const { result, mostRight, repeatedKeys } = figures;
  const sides = [
    ['Rows on the left', whole(left)],
    ['Rows on the right', whole(right)],
  ] as const;
  const after = ['Rows afterwards', whole(result)] as const;
  if (how === 'cross') return [...sides, after];
  return [
    ...sides,
    ['Matched on the left', whole(matchedLeft)],
    ['Only on the left', whole(leftOnly)],
    ['Only on the right', whole(rightOnly)],
    after,
    ['Most right rows for one key', whole(mostRight)],
    ['Keys with several right rows', whole(repeatedKeys)],
  ];
}

function partners({ left, leftOnly }: JoinFigures): string {
  if (leftOnly === 0) return 'Every row on the left finds a partner';
  if (leftOnly === left) return 'No row on the left finds a partner';
  const verb = leftOnly === 1 ? 'finds' : 'find';
  return `${whole(leftOnly)} of ${counted(left, 'row')} on the left ${verb} no partner`;
}

function growth(average: number): string {
  if (average === 1) return 'each matching row stays one row';
  const shown = number(average);
  return `each matching row grows to ${shown === '1' ? 'a little over one row' : `${shown} rows`} on average`;
}

/** Missing keys are a reason of their own. */
function keyless({ leftWithoutKey, rightWithoutKey }: JoinFigures): string {
  const said = [
    ...(leftWithoutKey > 0 ? [`${counted(leftWithoutKey, 'row')} on the left`] : []),
    ...(rightWithoutKey > 0 ? [`${counted(rightWithoutKey, 'row')} on the right`] : []),
  ];
  return said.length === 0 ? '' : ` The key is missing in ${said.join(' and ')}.`;
}

function whole(rows: number): string {
  return rows.toLocaleString('en-US');
}

/** Two figures, or three from a hundred on: 3.2, 1,200. */
function number(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: value >= 100 ? 3 : 2 });
}
