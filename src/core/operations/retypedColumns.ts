import type { Column, ColumnType } from '../../shared/columnType.ts';
import { castRule } from '../expression/castRules.ts';
import { dateFormatNode } from '../functions/dateFormat.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { formatType, parseType, sameType } from '../sql/types.ts';
import { requireColumns } from './columns.ts';
import { StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { at } from './stepPath.ts';

/** Params of the operation `change-type`. */
export interface ChangeTypeParams {
  readonly columns: string[];
  readonly to: string;
  readonly format?: string | undefined;
  readonly onError: 'null' | 'error' | 'drop-row';
}

/** A column, the cast that changes it, and what it is afterwards. */
export interface RetypedColumn {
  readonly column: Column;
  readonly cast: TypedExpression;
  readonly output: Column;
}

/** Works out the casts of a step. Throws `StepError` for missing columns and pairs that the table of casts refuses. */
export function retypedColumns(context: FlowContext<ChangeTypeParams>): readonly RetypedColumn[] {
  const { params, input } = context;
  const to = at(['to'], () => parseType(params.to));
  return requireColumns(input, params.columns, ['columns']).map((column, index) => {
    const cast =
      params.format === undefined
        ? castOf(column, to, params.onError, ['columns', index])
        : readBy(column, to, params.format, params.onError);
    return { column, cast, output: { name: column.name, type: to } };
  });
}

function castOf(
  column: Column,
  to: ColumnType,
  onError: ChangeTypeParams['onError'],
  path: readonly (string | number)[],
): TypedExpression {
  const operand = columnNode(column);
  if (sameType(column.type, to)) return operand;
  const rule = castRule(column.type, to);
  if (!rule) {
    throw new StepError(
      path,
      `“${column.name}” is ${formatType(column.type)}, which cannot become ${formatType(to)}.`,
      'Change it to text first, or choose another type.',
    );
  }
  const failing = onError === 'error' ? 'error' : 'null';
  return {
    kind: 'cast',
    operand,
    onError: rule === 'widens' ? 'widen' : failing,
    type: to,
    place: operand.place,
  };
}

function columnNode({ name, type }: Column): TypedExpression {
  return { kind: 'column', name, type, place: { start: 0, end: 0 } };
}

function readBy(
  column: Column,
  to: ColumnType,
  format: string,
  onError: ChangeTypeParams['onError'],
): TypedExpression {
  const { kind } = to;
  if (column.type.kind !== 'text' || (kind !== 'date' && kind !== 'timestamp')) {
    throw new StepError(
      ['format'],
      'A format is for reading text as date or timestamp.',
      'Leave it out, or change text to date or timestamp.',
    );
  }
  const failing = onError === 'error' ? 'error' : 'null';
  return at(['format'], () => dateFormatNode(columnNode(column), format, kind, failing));
}
