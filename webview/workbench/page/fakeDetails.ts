import type { Basis, TopValue } from '../../../src/shared/profile/columnProfile.ts';
import type {
  ColumnDetails,
  DateDetails,
  NumberDetails,
  TextDetails,
} from '../../../src/shared/profile/columnDetails.ts';
import { chance } from './fakeColumns.ts';
import type { FakeColumn } from './fakeColumns.ts';
import { fakeProfile } from './fakeProfile.ts';

/** Second-tier figures of a made-up column of so many rows; those of text and dates are invented. */
export function fakeDetails(column: FakeColumn, rows: number, full: boolean): ColumnDetails {
  const profile = fakeProfile(column, rows, full);
  const filled = rows - profile.nulls;
  const { kind } = column.type;
  const basis: Basis = full ? 'exact' : 'estimate';
  const top: readonly TopValue[] = profile.top ?? [];
  const taken = top.reduce((sum, { count }) => sum + count, 0);
  return {
    name: column.name,
    filled,
    ...(filled > 0 ? { uniqueness: Math.min(1, profile.distinct / filled) } : {}),
    ...(filled > 0 ? { bytes: filled * 3 } : {}),
    ...(top.length > 0 ? { values: { top, other: Math.max(0, filled - taken) } } : {}),
    ...(typeof profile.mean === 'number'
      ? { numbers: numbers(profile.mean, filled, kind === 'decimal') }
      : {}),
    ...(column.name.startsWith('delay') && filled > 0
      ? { missingNumbers: [{ value: -999, count: Math.round(filled / 800) }] }
      : {}),
    ...(kind === 'text' ? { text: text(filled) } : {}),
    ...(kind === 'timestamp' ? { dates: dates(filled) } : {}),
    ...(kind === 'list'
      ? { nested: { lengths: { min: 0, mean: 1.4712, max: 3 }, empty: Math.round(filled / 4) } }
      : {}),
    ...(kind === 'struct'
      ? {
          nested: {
            keys: [
              { name: 'x', count: filled },
              { name: 'y', count: Math.round(filled * 0.98) },
            ],
          },
        }
      : {}),
    basis: Object.fromEntries(
      ['uniqueness', 'values', 'numbers', 'text', 'dates', 'nested', 'missingNumbers'].map(
        (name) => [name, basis],
      ),
    ),
  };
}

function numbers(mean: number, filled: number, wide: boolean): NumberDetails {
  const part = (share: number): number => Math.round(filled * share);
  return {
    variance: 1083.1339285714287,
    sum: wide
      ? '98765432109876543210987654321098765432'
      : String(BigInt(Math.round(mean * filled)) * 1_000_003n),
    iqr: 19,
    skewness: 4.970318276451,
    kurtosis: 68.12345678,
    zeros: part(0.031),
    negatives: part(0.42),
    outliers: { low: -38.5, high: 37.5, below: part(0.004), above: part(0.061) },
    mad: 8,
    farOut: part(0.012),
  };
}

function text(filled: number): TextDetails {
  const part = (share: number): number => Math.round(filled * share);
  return {
    empty: part(0.2),
    blank: part(0.001),
    padded: part(0.003),
    lengths: { min: 0, mean: 5.8824917, max: 2000 },
    lengthHistogram: Array.from({ length: 20 }, (_, at) => ({
      from: at * 100,
      to: (at + 1) * 100,
      count: part(chance(at, 7) ** 3 / 10),
    })),
    characters: {
      letters: part(0.97),
      digits: part(0.96),
      spaces: part(0.31),
      punctuation: part(0.02),
      upper: part(0.95),
      lower: part(0.3),
      nonAscii: part(0.0004),
      control: 0,
    },
    patterns: [
      { name: 'A999AA', count: part(0.83) },
      { name: 'AAA', count: part(0.07) },
      { name: 'AA AAAAA', count: part(0.03) },
      { name: '9999-99-99', count: part(0.01) },
      { name: 'A-999', count: part(0.004) },
      { name: '', count: part(0.002) },
    ],
    kinds: [
      { kind: 'country', count: part(0.07) },
      { kind: 'date', count: part(0.01) },
    ],
    leadingZeros: part(0.0005),
    missingWords: [
      { value: 'N/A', count: part(0.01) },
      { value: '?', count: part(0.003) },
    ],
    zones: [],
  };
}

function dates(filled: number): DateDetails {
  const day = 86_400_000;
  const start = Date.UTC(2001, 0, 1);
  const at = (index: number): string =>
    new Date(start + index * 9 * day).toISOString().slice(0, 19).replace('T', ' ');
  return {
    granularity: 'minute',
    histogram: Array.from({ length: 20 }, (_, index) => ({
      from: at(index),
      to: at(index + 1),
      count: Math.round((filled / 20) * (0.6 + Math.sin(index / 2) / 4)),
    })),
    weekdays: [0.15, 0.15, 0.15, 0.16, 0.16, 0.11, 0.12].map((share) => Math.round(filled * share)),
    hours: Array.from({ length: 24 }, (_, hour) =>
      hour < 5
        ? Math.round(filled / 400)
        : Math.round((filled / 24) * (1 + Math.sin(hour / 4) / 3)),
    ),
    gaps: [
      { from: '2001-09-11 14:20:00', to: '2001-09-13 15:02:00', steps: 2922, unit: 'minute' },
      { from: '2001-04-01 01:59:00', to: '2001-04-01 03:00:00', steps: 61, unit: 'minute' },
    ],
    future: 0,
    implausible: 12,
    unordered: 3,
  };
}
