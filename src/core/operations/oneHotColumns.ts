import type { Column, ColumnType } from '../../shared/columnType.ts';
import { isInteger } from '../expression/types.ts';
import { requireColumns, requireNewName, requireType } from './columns.ts';
import { StepError } from './define.ts';
import type { FlowContext, Json } from './define.ts';

/** Params of the operation `one-hot-encode`. */
export interface OneHotParams {
  readonly columns: string[];
  readonly maxCategories: number;
  readonly unseen: 'zeros' | 'error' | 'other';
  readonly nulls: 'zeros' | 'column';
  readonly dropFirst: boolean;
  readonly keep: boolean;
}

/** A column of 0 and 1: for one category, for values that were not seen, or for nulls. */
export interface Indicator {
  readonly name: string;
  readonly kind: 'value' | 'other' | 'null';
  readonly value: Json;
}

/** A column to encode, its categories as JSON values of its type, and what becomes of it. */
export interface EncodedColumn {
  readonly column: Column;
  readonly categories: readonly Json[];
  readonly indicators: readonly Indicator[];
}

/**
 * Works out the indicator columns. Before the step has learned its categories there are none but
 * those for other values and nulls. Throws `StepError` for missing columns, types without
 * categories, and names that are taken.
 */
export function encodedColumns(context: FlowContext<OneHotParams>): readonly EncodedColumn[] {
  const { params, input, fitted } = context;
  const columns = requireColumns(input, params.columns, ['columns']);
  // A column that goes gives its name to none of the new ones, as it may still be to be encoded.
  const taken = [...input];
  const encoded = columns.map((column, index): EncodedColumn => {
    const path = ['columns', index];
    requireType(column, isCategory, 'text, whole numbers, booleans or dates', path);
    const texts = categoryTexts(fitted?.[column.name], column.name, path);
    const indicators: Indicator[] = texts
      .map((text) => ({
        name: `${column.name}_${text}`,
        kind: 'value' as const,
        value: valueOf(text, column.type),
      }))
      .slice(params.dropFirst ? 1 : 0);
    if (params.unseen === 'other') {
      indicators.push({ name: `${column.name}_other`, kind: 'other', value: null });
    }
    if (params.nulls === 'column') {
      indicators.push({ name: `${column.name}_null`, kind: 'null', value: null });
    }
    for (const { name } of indicators) {
      requireNewName(taken, name, path);
      taken.push({ name, type: { kind: 'int8' } });
    }
    return { column, categories: texts.map((text) => valueOf(text, column.type)), indicators };
  });
  const isEmpty = !params.keep && taken.length === new Set(params.columns).size;
  if (isEmpty && fitted) {
    throw new StepError(
      ['columns'],
      'Nothing would be left of the table: no category was found.',
      'Choose another column, or keep the encoded ones.',
    );
  }
  return encoded;
}

/** True for types whose values can each be a category. */
export function isCategory(type: ColumnType): boolean {
  return isInteger(type) || ['text', 'boolean', 'date', 'decimal'].includes(type.kind);
}

/** Learned categories as texts; none before the step has learned. Throws `StepError` at `path`. */
export function categoryTexts(
  learned: Json | undefined,
  name: string,
  path: readonly (string | number)[],
): readonly string[] {
  if (learned === undefined) return [];
  if (isTexts(learned)) return learned;
  throw new StepError(
    path,
    `The fitted values of “${name}” are not a list of texts.`,
    'Run with --refit to learn them anew.',
  );
}

/** True for a list of texts. */
function isTexts(value: Json): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** The canonical text of a category as the JSON value that a document would hold. */
export function valueOf(text: string, type: ColumnType): Json {
  if (type.kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (isInteger(type) && Number.isSafeInteger(Number(text))) return Number(text);
  return text;
}
