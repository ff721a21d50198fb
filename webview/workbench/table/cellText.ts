import type { Cell } from '../../../src/shared/arrow/cell.ts';
import type { ColumnType } from '../../../src/shared/columnType.ts';
import type { CellKind } from '../../grid/gridTypes.ts';

/** A value as it is shown and copied: every digit, and what sort of thing it is. */
export interface CellText {
  readonly text: string;
  readonly kind: CellKind;
}

/** The text of a cell; what a null is called is the grid's affair. */
export function cellText(cell: Cell, type: ColumnType): CellText {
  if (cell === null) return { text: '', kind: 'null' };
  if (typeof cell === 'number') return numberText(cell, type);
  if (typeof cell === 'boolean') return { text: String(cell), kind: 'boolean' };
  if (typeof cell !== 'string') return { text: nestedText(cell, type), kind: 'nested' };
  switch (type.kind) {
    case 'int64':
    case 'decimal':
      return { text: cell, kind: 'number' };
    case 'date':
    case 'time':
    case 'timestamp':
    case 'timestamptz':
    case 'timestamp_ns':
    case 'interval':
      return { text: cell, kind: 'time' };
    default:
      return { text: cell, kind: cell === '' ? 'empty' : 'text' };
  }
}

function numberText(value: number, type: ColumnType): CellText {
  if (Number.isNaN(value)) return { text: 'NaN', kind: 'nan' };
  if (!Number.isFinite(value)) return { text: String(value), kind: 'infinite' };
  if (Object.is(value, -0)) return { text: '-0', kind: 'number' };
  return { text: type.kind === 'float32' ? shortest32(value) : String(value), kind: 'number' };
}

/** The fewest digits that lead back to the same 32 bits; nine are always enough. */
function shortest32(value: number): string {
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

/** A nested value as JSON, but that NaN and infinities have their names and numbers all their digits. */
function nestedText(cell: Cell, type: ColumnType): string {
  if (cell === null) return 'null';
  if (type.kind === 'list' && isItems(cell)) {
    return `[${cell.map((item) => nestedText(item, type.item)).join(', ')}]`;
  }
  if (type.kind === 'map' && isItems(cell)) {
    const entries = cell.map((entry) => {
      const [key = null, value = null] = isItems(entry) ? entry : [];
      return `${nestedText(key, type.key)}: ${nestedText(value, type.value)}`;
    });
    return `{${entries.join(', ')}}`;
  }
  if (type.kind === 'struct' && typeof cell === 'object' && !isItems(cell)) {
    const fields = type.fields.map(
      (field) =>
        `${JSON.stringify(field.name)}: ${nestedText(cell[field.name] ?? null, field.type)}`,
    );
    return `{${fields.join(', ')}}`;
  }
  const { text, kind } =
    typeof cell === 'object' ? { text: '', kind: 'text' } : cellText(cell, type);
  return kind === 'number' || kind === 'boolean' || kind === 'nan' || kind === 'infinite'
    ? text
    : JSON.stringify(text);
}

function isItems(cell: Cell): cell is readonly Cell[] {
  return Array.isArray(cell);
}
