import type {
  Basis,
  ColumnProfile,
  HistogramBin,
  ProfileValue,
} from '../../../src/shared/profile/columnProfile.ts';
import { formatType } from '../../../src/shared/formatType.ts';
import type { FakeColumn, FakeValue } from './fakeColumns.ts';

const looked = 4000;
const bins = 20;

/** Figures of a made-up column of so many rows, told from its first few thousand. */
export function fakeProfile(column: FakeColumn, rows: number, full: boolean): ColumnProfile {
  const values = Array.from({ length: Math.min(rows, looked) }, (_, row) => column.value(row));
  const scale = values.length === 0 ? 0 : rows / values.length;
  const filled = values.filter((value) => value !== null);
  const numbers = filled
    .map((value) => numberOf(value, column))
    .filter((value) => value !== undefined && Number.isFinite(value))
    .map(Number)
    .sort((a, b) => a - b);
  const known: Omit<ColumnProfile, 'name' | 'type' | 'basis'> = {
    nulls: Math.round((values.length - filled.length) * scale),
    distinct: distinctOf(filled, scale),
    ...(numbers.length > 0 ? figuresOf(numbers, scale, column) : topOf(filled, scale)),
  };
  const basis: Basis = full ? 'exact' : 'estimate';
  return {
    name: column.name,
    type: formatType(column.type),
    ...known,
    basis: Object.fromEntries(Object.keys(known).map((name) => [name, basis])),
  };
}

function numberOf(value: FakeValue, { type }: FakeColumn): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'bigint') return undefined;
  return type.kind === 'decimal' ? Number(value) / 100 : Number(value);
}

function distinctOf(values: readonly FakeValue[], scale: number): number {
  const seen = new Set(values.map((value) => (typeof value === 'object' ? '' : String(value))));
  return seen.size < values.length / 2 ? seen.size : Math.round(seen.size * scale);
}

function figuresOf(
  numbers: readonly number[],
  scale: number,
  { type }: FakeColumn,
): Partial<ColumnProfile> {
  const at = (share: number): number => numbers[Math.floor((numbers.length - 1) * share)] ?? 0;
  const [min, max] = [at(0), at(1)];
  const width = (max - min) / bins || 1;
  const histogram = Array.from({ length: bins }, (_, bin): HistogramBin => {
    const [from, to] = [min + bin * width, min + (bin + 1) * width];
    const count = numbers.filter(
      (value) => value >= from && (value < to || (bin === bins - 1 && value <= max)),
    ).length;
    return { from, to, count: Math.round(count * scale) };
  });
  if (type.kind === 'timestamp') {
    const text = (micros: number): string =>
      new Date(micros / 1000).toISOString().slice(0, 19).replace('T', ' ');
    return { min: text(min), max: text(max) };
  }
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const std = Math.sqrt(
    numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (numbers.length - 1 || 1),
  );
  const quantiles = {
    p1: at(0.01),
    p5: at(0.05),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
    p99: at(0.99),
  };
  return { min, max, mean, std, quantiles, histogram };
}

function topOf(values: readonly FakeValue[], scale: number): Partial<ColumnProfile> {
  const counts = new Map<ProfileValue, number>();
  for (const value of values) {
    if (typeof value !== 'string' && typeof value !== 'boolean') continue;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const top = [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 10)
    .map(([value, count]) => ({ value, count: Math.round(count * scale) }));
  return top.length === 0 ? {} : { top };
}
