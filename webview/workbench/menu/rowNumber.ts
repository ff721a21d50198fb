import { integer } from '../../ui/format.ts';

/** The index of a row that was typed as its number from 1, with or without commas. */
export function rowOf(typed: string): number | undefined {
  const digits = typed.replace(/[\s,._']/g, '');
  if (!/^\d+$/.test(digits)) return undefined;
  const row = Number(digits);
  return row >= 1 && Number.isSafeInteger(row) ? row - 1 : undefined;
}

/** What is said below the box while a row number is typed. */
export function checkRow(
  typed: string,
  rows: number | undefined,
): { readonly message: string; readonly wrong: boolean } {
  const range = rows === undefined ? 'a row number' : `a row number from 1 to ${integer(rows)}`;
  if (typed.trim() === '') return { message: `Type ${range}.`, wrong: true };
  const row = rowOf(typed);
  if (row === undefined || (rows !== undefined && row >= rows)) {
    return { message: `This is not ${range}.`, wrong: true };
  }
  return { message: `Press Enter to go to row ${integer(row + 1)}.`, wrong: false };
}
