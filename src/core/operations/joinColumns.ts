import type { Column, ColumnType } from '../../shared/columnType.ts';
import type { JoinKind } from '../../shared/joinFigures.ts';
import { formatType, sameType } from '../sql/types.ts';
import { isFloat, isInteger } from '../expression/types.ts';
import { isOrdered, requireColumn, requireNewName, requireType } from './columns.ts';
import { StepError } from './define.ts';
import type { FlowContext } from './define.ts';

/** Params of the operation `join`. */
export interface JoinParams {
  readonly with: { readonly source: string };
  readonly how: JoinKind;
  /** Pairs of columns, left and right, that must be equal; none for a cross join. */
  readonly on?: [string, string][] | undefined;
  readonly suffix: string;
}

/** A join's columns, worked out from both schemas. */
export interface JoinColumns {
  readonly keys: readonly {
    readonly left: string;
    readonly right: string;
    /** The type of the key afterwards. */
    readonly type: ColumnType;
    /** Whether the two sides have integers of different widths. */
    readonly cast: boolean;
    readonly float: boolean;
  }[];
  /** Right columns that come in, and their names afterwards. */
  readonly right: readonly { readonly from: string; readonly to: string }[];
  readonly output: readonly Column[];
}

/** Whether rows without a left partner stay, so that the key must come from the right. */
export function keepsRight(how: JoinParams['how']): boolean {
  return how === 'right' || how === 'full';
}

/** Works out a join's columns. Throws `StepError` for missing columns, keys that cannot be compared, name clashes. */
export function joinColumns({ params, input, source }: FlowContext<JoinParams>): JoinColumns {
  const other = source(params.with.source, ['with', 'source']);
  const { on = [] } = params;
  if ((params.how === 'cross') !== (on.length === 0)) {
    throw new StepError(
      ['on'],
      params.how === 'cross'
        ? 'A cross join has no key columns.'
        : `A join of kind ${params.how} needs key columns.`,
      params.how === 'cross' ? 'Leave them out.' : 'Say which columns must be equal.',
    );
  }
  const keys = on.map(([leftName, rightName], index) => {
    const path = ['on', index];
    const left = requireColumn(input, leftName, [...path, 0]);
    const right = requireColumn(other, rightName, [...path, 1]);
    requireOnce(on, index);
    requireType(left, isOrdered, 'a type that can be compared', [...path, 0]);
    return {
      left: leftName,
      right: rightName,
      type: commonType(left, right, path),
      cast: !sameType(left.type, right.type),
      float: isFloat(left.type),
    };
  });
  const output: Column[] = input.map((column) => {
    const key = keys.find((candidate) => candidate.left === column.name);
    return key ? { name: column.name, type: key.type } : column;
  });
  const right: { from: string; to: string }[] = [];
  if (params.how === 'semi' || params.how === 'anti') return { keys, right, output };
  for (const column of other) {
    if (keys.some((key) => key.right === column.name)) continue;
    const lower = column.name.toLowerCase();
    const taken = input.some(({ name }) => name.toLowerCase() === lower);
    const name = taken ? `${column.name}${params.suffix}` : column.name;
    requireNewName(output, name, ['suffix']);
    right.push({ from: column.name, to: name });
    output.push({ name, type: column.type });
  }
  return { keys, right, output };
}

function requireOnce(on: readonly [string, string][], index: number): void {
  const pair = on[index];
  [0, 1].forEach((side) => {
    const name = pair?.[side];
    if (name !== undefined && on.findIndex((other) => other[side] === name) !== index) {
      throw new StepError(
        ['on', index, side],
        `“${name}” is a key twice on the same side.`,
        'Use each column once on each side.',
      );
    }
  });
}

function commonType(left: Column, right: Column, path: readonly (string | number)[]): ColumnType {
  if (sameType(left.type, right.type)) return left.type;
  if (isInteger(left.type) && isInteger(right.type)) {
    return widths.indexOf(left.type.kind) > widths.indexOf(right.type.kind)
      ? left.type
      : right.type;
  }
  throw new StepError(
    path,
    `“${left.name}” is ${formatType(left.type)}, but “${right.name}” is ${formatType(right.type)}.`,
    'Change the type of one of them first.',
  );
}

const widths: readonly string[] = ['int8', 'int16', 'int32', 'int64'];
