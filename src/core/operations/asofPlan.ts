import type { Column, ColumnType, Schema } from '../../shared/columnType.ts';
import { isFloat, isInteger } from '../expression/types.ts';
import { formatType, sameType } from '../sql/types.ts';
import { isOrdered, requireColumn, requireNewName, requireType } from './columns.ts';
import { StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { isCategory } from './oneHotColumns.ts';
import { timeUnits } from './timeUnits.ts';
import type { TimeUnit } from './timeUnits.ts';
import { passing } from './windowColumn.ts';

/** Where a right row may lie from the left one, by their keys. */
export const asofDirections = ['backward', 'forward', 'nearest'] as const;

/** Params of the operation `join-asof`. */
export interface AsofParams {
  readonly with: { readonly source: string };
  readonly key: [string, string];
  readonly by: [string, string][];
  readonly direction: (typeof asofDirections)[number];
  readonly tolerance?: number | undefined;
  readonly unit?: TimeUnit | undefined;
  readonly suffix: string;
}

/** What the join does, worked out from both schemas. */
export interface AsofPlan {
  readonly direction: AsofParams['direction'];
  /** Columns that must be equal, in a type of both. */
  readonly by: readonly {
    readonly left: string;
    readonly right: string;
    readonly type: ColumnType;
  }[];
  /** The columns whose values are compared. */
  readonly key: { readonly left: Column; readonly right: Column };
  /** Whether keys are compared as doubles; else as whole numbers: days, microseconds. */
  readonly isFloat: boolean;
  /** How far apart keys may lie, in that number. */
  readonly tolerance: number | bigint | undefined;
  /** Right columns that come in, and their names afterwards. */
  readonly right: readonly { readonly from: string; readonly to: string }[];
  /** Right columns that decide between rows whose keys are all equal, in turn. */
  readonly ties: readonly string[];
  readonly output: Schema;
}

/** Names of columns that the join needs on its way. */
export const asofNames = {
  by: (index: number): string => passing(`by_${String(index)}`),
  key: passing('key'),
  place: passing('place'),
  found: passing('found'),
};

/** Works the join out. Throws `StepError` for missing columns, keys that cannot be compared, name clashes. */
export function asofPlan({ params, input, source }: FlowContext<AsofParams>): AsofPlan {
  const other = source(params.with.source, ['with', 'source']);
  const key = keyOf(params, input, other);
  const by = params.by.map(([leftName, rightName], index) => {
    const left = requireColumn(input, leftName, ['by', index, 0]);
    const right = requireColumn(other, rightName, ['by', index, 1]);
    const words = 'text, whole numbers, booleans, dates or decimals';
    requireType(left, isCategory, words, ['by', index, 0]);
    requireAlike(left, right, ['by', index]);
    const twice = params.by.slice(0, index).some((pair) => pair[1] === rightName);
    if (twice || rightName === key.right.name) {
      const message = `“${rightName}” is a key twice on the same side.`;
      throw new StepError(['by', index, 1], message, 'Use each column once on each side.');
    }
    return { left: leftName, right: rightName, type: wider(left.type, right.type) };
  });
  const output: Column[] = [...input];
  const brought = other.filter(({ name }) => !by.some((pair) => pair.right === name));
  const right = brought.map(({ name: from, type }) => {
    const lower = from.toLowerCase();
    const taken = input.some(({ name }) => name.toLowerCase() === lower);
    const to = taken ? `${from}${params.suffix}` : from;
    requireNewName(output, to, ['suffix']);
    output.push({ name: to, type });
    return { from, to };
  });
  const ties = brought.filter((one) => isOrdered(one.type) && one.name !== key.right.name);
  return {
    direction: params.direction,
    by,
    key,
    isFloat: isFloat(key.left.type),
    tolerance: toleranceOf(params, key.left),
    right,
    ties: ties.map(({ name }) => name),
    output,
  };
}

function keyOf({ key }: AsofParams, input: Schema, other: Schema): AsofPlan['key'] {
  const left = requireColumn(input, key[0], ['key', 0]);
  const right = requireColumn(other, key[1], ['key', 1]);
  const fits = (type: ColumnType): boolean => isInteger(type) || isFloat(type) || isTime(type);
  requireType(left, fits, 'a whole number, a float, a date or a timestamp', ['key', 0]);
  requireAlike(left, right, ['key']);
  return { left, right };
}

function requireAlike(left: Column, right: Column, path: readonly (string | number)[]): void {
  const [a, b] = [left.type, right.type];
  if (sameType(a, b) || (isInteger(a) && isInteger(b)) || (isFloat(a) && isFloat(b))) return;
  throw new StepError(
    path,
    `“${left.name}” is ${formatType(a)}, but “${right.name}” is ${formatType(b)}.`,
    'Change the type of one of them first.',
  );
}

function wider(left: ColumnType, right: ColumnType): ColumnType {
  return sameType(left, right) ? left : { kind: 'int64' };
}

function toleranceOf(
  { tolerance, unit }: AsofParams,
  { name, type }: Column,
): number | bigint | undefined {
  if (unit !== undefined && (tolerance === undefined || !isTime(type))) {
    const why = isTime(type) ? 'There is no tolerance.' : `“${name}” is a number, without a unit.`;
    throw new StepError(['unit'], why, 'Leave the unit out.');
  }
  if (tolerance === undefined) return undefined;
  if (!isTime(type)) return isFloat(type) ? tolerance : whole(tolerance);
  if (unit === undefined) {
    throw new StepError(
      ['unit'],
      'The tolerance has no unit.',
      'Say seconds, days or another one.',
    );
  }
  if (type.kind === 'date' && timeUnits[unit] < timeUnits.day) {
    throw new StepError(['unit'], `“${name}” holds days without a time.`, 'Use days or weeks.');
  }
  return whole((tolerance * timeUnits[unit]) / (type.kind === 'date' ? timeUnits.day : 1));
}

/** Distances of whole numbers are whole; none is beyond 64 bits. */
function whole(tolerance: number): bigint {
  const most = 2n ** 63n - 1n;
  const floor = BigInt(Math.floor(tolerance));
  return floor > most ? most : floor;
}

function isTime({ kind }: ColumnType): boolean {
  return kind === 'date' || kind === 'timestamp' || kind === 'timestamptz';
}
