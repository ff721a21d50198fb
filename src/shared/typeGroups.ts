import type { ColumnType } from './columnType.ts';

const tests = {
  integer: ({ kind }) => ['int8', 'int16', 'int32', 'int64'].includes(kind),
  decimal: ({ kind }) => kind === 'decimal',
  float: ({ kind }) => kind === 'float32' || kind === 'float64',
  text: ({ kind }) => kind === 'text',
  boolean: ({ kind }) => kind === 'boolean',
  date: ({ kind }) => kind === 'date',
  timestamp: ({ kind }) => kind.startsWith('timestamp'),
  binary: ({ kind }) => kind === 'binary',
  nested: ({ kind }) => kind === 'list' || kind === 'struct' || kind === 'map',
  other: ({ kind }) => kind === 'time' || kind === 'interval',
} satisfies Record<string, (type: ColumnType) => boolean>;

/** A kind of types, as a choice of columns names it. */
export type TypeGroup = keyof typeof tests;

// SAFETY: the keys of a literal object are its names.
/** The kinds of types; each type is of exactly one. */
export const typeGroups = Object.keys(tests) as [TypeGroup, ...TypeGroup[]];

/** Whether a type is of one of these kinds. */
export function isOfGroups(type: ColumnType, groups: readonly TypeGroup[]): boolean {
  return groups.some((group) => tests[group](type));
}

/** Whole and broken numbers. */
export const numberGroups = ['integer', 'decimal', 'float'] as const;
