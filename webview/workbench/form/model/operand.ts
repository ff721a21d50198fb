import type { ColumnType } from '../../../../src/shared/columnType.ts';
import type { Json } from '../../../../src/shared/json.ts';
import { isObject } from './json.ts';
import { literalOf } from './literalOf.ts';
import type { Read } from './read.ts';

/** One value that something is compared with or filled with. */
export interface Operand {
  readonly use: 'literal' | 'param' | 'column';
  /** The literal as typed. */
  readonly text: string;
  /** The JSON that `text` came from, as long as nobody changed it. */
  readonly original: Json | undefined;
  /** The parameter or column. */
  readonly name: string;
}

export const emptyOperand: Operand = { use: 'literal', text: '', original: undefined, name: '' };

/** A literal, `{param}` or `{column}` of a document. */
export function operandOf(value: Json | undefined): Operand {
  if (value === undefined) return emptyOperand;
  if (isObject(value)) {
    const [entry, more] = Object.entries(value);
    if (entry && more === undefined && typeof entry[1] === 'string') {
      const [key, name] = entry;
      if (key === 'param' || key === 'column') return { ...emptyOperand, use: key, name };
    }
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { use: 'literal', text, original: value, name: '' };
}

/** What was typed as a literal. */
export function typedOperand(operand: Operand, text: string): Operand {
  return { ...operand, use: 'literal', text, original: undefined };
}

/** The JSON of an operand beside a column of this type. */
export function operandJson(operand: Operand, type: ColumnType | undefined): Read<Json> {
  if (operand.use === 'literal') {
    if (operand.original !== undefined) return { value: operand.original };
    return literalOf(operand.text, type);
  }
  if (operand.name === '') {
    return { missing: operand.use === 'param' ? 'Choose a parameter.' : 'Choose a column.' };
  }
  return { value: { [operand.use]: operand.name } };
}
