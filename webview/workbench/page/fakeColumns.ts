import type { ColumnType } from '../../../src/shared/columnType.ts';
import type { Mode } from './mode.ts';

/** A value of a made-up column; the page writer knows how to put it into Arrow. */
export type FakeValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly string[]
  | { readonly x: number; readonly y: number };

/** A made-up column: any row's value follows from its number. */
export interface FakeColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly value: (row: number) => FakeValue;
}

const airports = ['ATL', 'ORD', 'DFW', 'LAX', 'PHX', 'IAH', 'DEN', 'SFO', 'MIA', 'LGA', 'BOS'];
const start = Date.UTC(2001, 0, 1, 0, 15);

/** A number from 0 to 1 that depends on both and looks like chance. */
export function chance(row: number, salt: number): number {
  let hash = Math.imul(row + 1, 2_654_435_761) ^ Math.imul(salt + 7, 1_597_334_677);
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507);
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
}

const pick = (row: number, salt: number, from: readonly string[]): string =>
  from[Math.floor(chance(row, salt) ** 1.5 * from.length)] ?? 'ATL';

const flights: readonly FakeColumn[] = [
  {
    name: 'date',
    type: { kind: 'timestamp' },
    value: (row) => BigInt(start + row * 5_273 + Math.floor(chance(row, 1) * 60) * 60_000) * 1000n,
  },
  {
    name: 'delay',
    type: { kind: 'int32' },
    value: (row) => Math.floor(chance(row, 2) ** 3 * 180 - 12),
  },
  {
    name: 'distance',
    type: { kind: 'int32' },
    value: (row) => 120 + Math.floor(chance(row, 3) * 2300),
  },
  { name: 'origin', type: { kind: 'text' }, value: (row) => pick(row, 4, airports) },
  { name: 'dest', type: { kind: 'text' }, value: (row) => pick(row, 5, [...airports].reverse()) },
  {
    name: 'tail_number',
    type: { kind: 'text' },
    value: (row) =>
      chance(row, 6) < 0.023 ? null : `N${100 + Math.floor(chance(row, 7) * 899)}MQ`,
  },
  { name: 'late', type: { kind: 'boolean' }, value: (row) => chance(row, 2) ** 3 * 180 - 12 >= 15 },
  {
    name: 'hour',
    type: { kind: 'int64' },
    value: (row) => BigInt(Math.floor(6 + chance(row, 8) * 17)),
  },
  {
    name: 'fare',
    type: { kind: 'decimal', precision: 18, scale: 2 },
    value: (row) => BigInt(Math.floor(4900 + chance(row, 9) * 90_000)),
  },
  {
    name: 'score',
    type: { kind: 'float64' },
    value: (row) => {
      const luck = chance(row, 10);
      if (luck < 0.03) return Number.NaN;
      if (luck < 0.05) return Number.POSITIVE_INFINITY;
      return chance(row, 11) - 0.5;
    },
  },
  {
    name: 'remark',
    type: { kind: 'text' },
    value: (row) => {
      const luck = chance(row, 12);
      if (luck < 0.5) return '';
      if (luck < 0.6) return null;
      if (luck < 0.7) return `gate changed\nat the last minute, row ${row}`;
      return luck > 0.97 ? 'long '.repeat(400) : 'on stand';
    },
  },
  {
    name: 'crew',
    type: { kind: 'list', item: { kind: 'text' } },
    value: (row) => ['ana', 'bo "b"', 'chi'].slice(0, Math.floor(chance(row, 13) * 4)),
  },
  {
    name: 'position',
    type: {
      kind: 'struct',
      fields: [
        { name: 'x', type: { kind: 'float64' } },
        { name: 'y', type: { kind: 'float64' } },
      ],
    },
    value: (row) => ({ x: Math.round(chance(row, 14) * 360) - 180, y: 12.5 }),
  },
];

const hard: readonly FakeColumn[] = [
  {
    name: 'amount in the smallest unit, as it came from the ledger',
    type: { kind: 'decimal', precision: 38, scale: 0 },
    value: (row) => BigInt(row % 90),
  },
  { name: 'nothing', type: { kind: 'float64' }, value: () => null },
  { name: 'nothing said', type: { kind: 'text' }, value: () => null },
  { name: 'one', type: { kind: 'int64' }, value: () => 9_007_199_254_740_993n },
  { name: '', type: { kind: 'text' }, value: (row) => ['', ' ', '🚲 räder', 'a"b'][row % 4] ?? '' },
  ...flights.filter(({ type }) => type.kind === 'list' || type.kind === 'struct'),
];

/** The columns of a mode: flights, or as many numbered ones as are asked for. */
export function fakeColumns({ columns, names, data }: Mode): readonly FakeColumn[] {
  if (data === 'hard') return hard;
  const plain =
    columns > 0
      ? Array.from({ length: columns }, (_, index): FakeColumn => {
          const model = flights[index % 8] ?? flights[1];
          if (!model) throw new Error('There are no columns to copy.');
          return {
            ...model,
            name: `${model.name}_${index}`,
            value: (row) => model.value(row + index),
          };
        })
      : columns < 0
        ? []
        : flights;
  if (names === 'plain') return plain;
  return plain.map((column) => ({
    ...column,
    name: `${column.name} ${'with a name that goes on and on '.repeat(10)}`.slice(0, 300),
  }));
}
