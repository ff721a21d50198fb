import type { Column, ColumnType } from '../../shared/columnType.ts';
import { ex, exColumn, exTryCast, exValue } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { float64, int64, isNumber } from '../expression/types.ts';
import { requireColumn, requireType } from './columns.ts';
import { StepError } from './define.ts';
import type { SortKey } from './sortKeys.ts';
import { passing } from './windowColumn.ts';
import { fromNeighbor } from './windowFill.ts';
import type { Stage } from './windowPlan.ts';

/** Where a row stands on the line: an expression, and its type. */
interface Place {
  readonly text: ExpressionText;
  readonly type: ColumnType;
}

/** The place by the first order column. Throws `StepError` where there is none, or none with distances. */
export function placeInOrder([key]: readonly SortKey[], input: readonly Column[]): Place {
  if (!key) {
    throw new StepError(
      ['distance'],
      'There is no order column to measure the distance by.',
      'Name one in the order, or measure by rows.',
    );
  }
  const path = ['order', 0, 'column'];
  const { name, type } = requireColumn(input, key.column, path);
  const isPlace = (type: ColumnType): boolean =>
    isNumber(type) || ['date', 'timestamp'].includes(type.kind);
  requireType({ name, type }, isPlace, 'a number, a day or a timestamp without zone', path);
  const at = exColumn(name);
  switch (type.kind) {
    case 'date':
      return { text: ex`date_diff('day', date '1970-01-01', ${at})`, type: int64 };
    case 'timestamp':
      return { text: ex`epoch_seconds(${at})`, type: int64 };
    case 'float64':
      return { text: at, type };
    default:
      return { text: ex`cast(${at} as float64)`, type: float64 };
  }
}

const forward = { direction: 'forward', limit: undefined } as const;
const backward = { direction: 'backward', limit: undefined } as const;

/** Stages that fill the columns on the line between the values around. */
export function interpolated(
  columns: readonly Column[],
  place: Place,
  edges: 'keep' | 'extend',
): readonly Stage[] {
  return [
    {
      made: columns.map(({ name }, index) => ({
        name: names(index).at,
        value: ex`case when ${exColumn(name)} is not null then ${place.text} end`,
        path: ['columns', index],
      })),
    },
    {
      over: columns.flatMap((column, index) => {
        const { at, before, after, beforeAt, afterAt } = names(index);
        const known = { name: at, type: place.type };
        return [
          fromNeighbor(column, forward, before),
          fromNeighbor(column, backward, after),
          fromNeighbor(known, forward, beforeAt),
          fromNeighbor(known, backward, afterAt),
        ];
      }),
    },
    {
      made: columns.map((column, index) => ({
        name: column.name,
        value: filled(column, index, place, edges),
        path: ['columns', index],
      })),
    },
  ];
}

/** Names of what is worked out on the way for one of the columns. */
function names(index: number): Readonly<Record<Passing, string>> {
  const name = (what: string): string => passing(`${what}_${String(index)}`);
  return {
    at: name('at'),
    before: name('before'),
    after: name('after'),
    beforeAt: name('before_at'),
    afterAt: name('after_at'),
  };
}

type Passing = 'at' | 'before' | 'after' | 'beforeAt' | 'afterAt';

function filled(
  { name, type }: Column,
  index: number,
  { text: place }: Place,
  edges: 'keep' | 'extend',
): ExpressionText {
  const { before, after, beforeAt, afterAt } = names(index);
  const [value, low, high] = [exColumn(name), exColumn(before), exColumn(after)];
  const [start, end] = [exColumn(beforeAt), exColumn(afterAt)];
  const [nearHigh, nearLow] =
    edges === 'extend' ? [high, low] : [exValue(null, type), exValue(null, type)];
  const double = (number: ExpressionText): ExpressionText => exTryCast(number, type, float64);
  const share = ex`(${place} - ${start}) / (${end} - ${start})`;
  const line = ex`${double(low)} + (${double(high)} - ${double(low)}) * (${share})`;
  return ex`case when ${value} is not null then ${value} when ${low} is null then ${nearHigh} when ${high} is null then ${nearLow} when ${start} = ${end} then ${low} else ${exTryCast(line, float64, type)} end`;
}
