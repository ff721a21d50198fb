/**
 * The types of columns that recipes, profiles and pages speak of (FORMATS: Types).
 *
 * `time`, `interval` and `timestamp_ns` come from sources and are shown, but only some targets can
 * compute with them. A decimal has precision 1–38 and a scale up to its precision.
 */
export type ColumnType =
  | { readonly kind: ScalarKind }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'list'; readonly item: ColumnType }
  | { readonly kind: 'struct'; readonly fields: readonly Column[] }
  | { readonly kind: 'map'; readonly key: ColumnType; readonly value: ColumnType };

/** Types without parameters. */
export type ScalarKind =
  | 'boolean'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'float32'
  | 'float64'
  | 'text'
  | 'binary'
  | 'date'
  | 'timestamp'
  | 'timestamptz'
  | 'timestamp_ns'
  | 'time'
  | 'interval';

/** A named column. Names are unique within a schema (compared case-sensitively, as the source has them). */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** Columns in order. */
export type Schema = readonly Column[];
